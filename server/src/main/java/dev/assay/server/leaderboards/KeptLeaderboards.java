package dev.assay.server.leaderboards;

import dev.assay.server.accounts.Account;
import dev.assay.server.competitions.Competitions;
import dev.assay.server.kernel.AccountId;
import dev.assay.server.kernel.PhaseId;
import dev.assay.server.kernel.SubmissionId;
import dev.assay.server.runs.EvaluationEnded;
import dev.assay.server.runs.ResultsReplaced;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.context.event.EventListener;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Keeps the rows of leaderboards equal to what scores, rules and selections make of them. Every
 * change holds the phase's lock from its first look to its commit, so that results that come at
 * once follow one another.
 */
@Component
class KeptLeaderboards implements Leaderboards {
  private final JdbcEntries entries;
  private final JdbcBoards boards;
  private final Competitions competitions;
  private final JdbcClient jdbc;
  private final TransactionOperations transactions;

  KeptLeaderboards(
      JdbcEntries entries,
      JdbcBoards boards,
      Competitions competitions,
      JdbcClient jdbc,
      TransactionOperations transactions) {
    this.entries = entries;
    this.boards = boards;
    this.competitions = competitions;
    this.jdbc = jdbc;
    this.transactions = transactions;
  }

  /** In the transaction of the result, after the submission's own state has been derived. */
  @EventListener
  @Order(10)
  void on(EvaluationEnded ended) {
    var phase = ended.phase();
    boards.lock(phase);
    var rules = entries.rules(phase).orElseThrow();
    var account = owner(ended.submission()).orElseThrow().account();
    var before = boards.selected(phase, account);
    var after = Selection.of(rules, entries.of(phase, account), before, ended.submission());
    if (!after.equals(before)) {
      boards.select(phase, account, after);
    }
    if (!after.equals(before) || after.contains(ended.submission())) {
      make(phase, rules);
    }
  }

  /** Whoever has results of another generation now is chosen for afresh, then all is made once. */
  @EventListener
  @Order(10)
  void on(ResultsReplaced replaced) {
    var phase = replaced.phase();
    boards.lock(phase);
    var rules = entries.rules(phase).orElseThrow();
    replaced.submissions().stream()
        .map(submission -> owner(submission).orElseThrow().account())
        .distinct()
        .forEach(account -> selectAfresh(phase, rules, account));
    make(phase, rules);
  }

  private void selectAfresh(PhaseId phase, Rules rules, AccountId account) {
    var before = boards.selected(phase, account);
    var after = Selection.afresh(rules, entries.of(phase, account), before);
    if (!after.equals(before)) {
      boards.select(phase, account, after);
    }
  }

  private void make(PhaseId phase, Rules rules) {
    boards.replace(phase, new Ranking(rules).rank(entries.selected(phase)));
  }

  @Override
  public void recompute(PhaseId phase) {
    transactions.executeWithoutResult(
        status -> {
          boards.lock(phase);
          entries.rules(phase).ifPresent(rules -> make(phase, rules));
        });
  }

  @Override
  public List<String> audit(PhaseId phase) {
    return Objects.requireNonNull(
        transactions.execute(
            status -> {
              boards.lock(phase);
              var made =
                  entries
                      .rules(phase)
                      .map(rules -> new Ranking(rules).rank(entries.selected(phase)))
                      .orElse(List.of());
              return differences(bySubmission(boards.rows(phase)), bySubmission(made));
            }));
  }

  private static Map<SubmissionId, Ranked> bySubmission(List<Ranked> rows) {
    return rows.stream().collect(Collectors.toMap(Ranked::submission, Function.identity()));
  }

  private static List<String> differences(
      Map<SubmissionId, Ranked> kept, Map<SubmissionId, Ranked> made) {
    return Stream.concat(kept.keySet().stream(), made.keySet().stream())
        .distinct()
        .filter(id -> !Objects.equals(kept.get(id), made.get(id)))
        .map(
            id ->
                "Submission %s is kept as %s and should be %s"
                    .formatted(id, kept.get(id), made.get(id)))
        .toList();
  }

  @Override
  public Optional<Board> board(PhaseId phase) {
    return entries
        .rules(phase)
        .map(
            rules ->
                new Board(
                    phase,
                    rules.hidden(),
                    rules.submissionRule(),
                    rules.columns(),
                    rules.primary(),
                    rows(boards.rows(phase), boards.receipts(phase))));
  }

  private static List<Row> rows(List<Ranked> ranked, Map<SubmissionId, Instant> receipts) {
    var sharing =
        ranked.stream().collect(Collectors.groupingBy(Ranked::rank, Collectors.counting()));
    return ranked.stream()
        .map(
            row ->
                new Row(
                    row.rank(),
                    sharing.getOrDefault(row.rank(), 0L) > 1,
                    row.submission(),
                    row.account(),
                    receipts.getOrDefault(row.submission(), Instant.EPOCH),
                    row.values(),
                    row.byTask()))
        .toList();
  }

  /** Whose submission to which phase. */
  private record Owner(AccountId account, PhaseId phase) {}

  private Optional<Owner> owner(SubmissionId submission) {
    return jdbc.sql("select account_id, phase_id from submission where id = :id")
        .param("id", submission.value())
        .query(
            (row, number) ->
                new Owner(
                    new AccountId(row.getLong("account_id")), new PhaseId(row.getLong("phase_id"))))
        .optional();
  }

  @Override
  public Choice add(Account by, SubmissionId submission) {
    return choose(
        by,
        submission,
        (chooser, selected) -> {
          if (chooser.entries().stream()
              .noneMatch(one -> one.submission().equals(submission) && one.isFinished())) {
            return new Wish.No("Only a submission with scores can stand on the leaderboard.");
          }
          if (!chooser.rule().allowsSeveral()) {
            return new Wish.Yes(Set.of(submission));
          }
          var more = new HashSet<>(selected);
          more.add(submission);
          return new Wish.Yes(more);
        });
  }

  @Override
  public Choice remove(Account by, SubmissionId submission) {
    return choose(
        by,
        submission,
        (chooser, selected) -> {
          if (!chooser.rule().allowsRemoval() && !chooser.isOrganiser()) {
            return new Wish.No(
                "Entries of this leaderboard cannot be taken off; put another one in its place.");
          }
          var fewer = new HashSet<>(selected);
          fewer.remove(submission);
          return new Wish.Yes(fewer);
        });
  }

  private record Chooser(SubmissionRule rule, boolean isOrganiser, List<Entry> entries) {}

  private sealed interface Wish {
    record Yes(Set<SubmissionId> selected) implements Wish {}

    record No(String why) implements Wish {}
  }

  private interface Choosing {
    Wish choose(Chooser chooser, Set<SubmissionId> selected);
  }

  private Choice choose(Account by, SubmissionId submission, Choosing choosing) {
    return Objects.requireNonNull(
        transactions.execute(
            status ->
                owner(submission)
                    .map(owner -> choose(by, owner, choosing))
                    .orElse(new Choice.Refused("There is no submission " + submission + "."))));
  }

  private Choice choose(Account by, Owner owner, Choosing choosing) {
    var competition = competitions.phase(owner.phase()).orElseThrow().competition();
    var isOrganiser = competitions.standing(by, competition).isOrganiser();
    if (!isOrganiser && !by.id().equals(owner.account())) {
      return new Choice.Refused("This is somebody else's submission.");
    }
    boards.lock(owner.phase());
    var rules = entries.rules(owner.phase()).orElseThrow();
    if (!rules.submissionRule().isManual()) {
      return new Choice.Refused("The rule of this leaderboard alone decides what stands on it.");
    }
    var chooser =
        new Chooser(
            rules.submissionRule(), isOrganiser, entries.of(owner.phase(), owner.account()));
    return switch (choosing.choose(chooser, boards.selected(owner.phase(), owner.account()))) {
      case Wish.No(var why) -> new Choice.Refused(why);
      case Wish.Yes(var selected) -> {
        boards.select(owner.phase(), owner.account(), selected);
        make(owner.phase(), rules);
        yield new Choice.Done();
      }
    };
  }
}
