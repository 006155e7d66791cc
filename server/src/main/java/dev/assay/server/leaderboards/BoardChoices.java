package dev.assay.server.leaderboards;

import dev.assay.bundle.competition.SubmissionRule;
import dev.assay.server.accounts.Account;
import dev.assay.server.competitions.Competitions;
import dev.assay.server.kernel.AccountId;
import dev.assay.server.kernel.PhaseId;
import dev.assay.server.kernel.SubmissionId;
import dev.assay.server.leaderboards.Leaderboards.Choice;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/** Lets people choose what stands on a board, as far as its rule lets them. */
@Component
class BoardChoices {
  private final JdbcEntries entries;
  private final JdbcSelections selections;
  private final JdbcRows rows;
  private final BoardKeeping keeping;
  private final Competitions competitions;
  private final JdbcClient jdbc;
  private final TransactionOperations transactions;

  BoardChoices(
      JdbcEntries entries,
      JdbcSelections selections,
      JdbcRows rows,
      BoardKeeping keeping,
      Competitions competitions,
      JdbcClient jdbc,
      TransactionOperations transactions) {
    this.entries = entries;
    this.selections = selections;
    this.rows = rows;
    this.keeping = keeping;
    this.competitions = competitions;
    this.jdbc = jdbc;
    this.transactions = transactions;
  }

  Choice add(Account by, SubmissionId submission) {
    return choose(
        by,
        submission,
        false,
        (chooser, selected) -> {
          if (entries.of(List.of(submission)).stream().noneMatch(Entry::isFinished)) {
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

  Choice remove(Account by, SubmissionId submission) {
    return choose(
        by,
        submission,
        true,
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

  /**
   * What somebody may do with a submission now: {@code add}, {@code remove} or nothing.
   *
   * @param selected whether it stands on the board
   * @param finished whether all its tasks are scored
   */
  static Optional<String> offer(
      SubmissionRule rule, boolean isOrganiser, boolean selected, boolean finished) {
    if (!rule.isManual()) {
      return Optional.empty();
    }
    if (selected) {
      return rule.allowsRemoval() || isOrganiser ? Optional.of("remove") : Optional.empty();
    }
    return finished ? Optional.of("add") : Optional.empty();
  }

  /** Whose submission to which phase. */
  private record Owner(AccountId account, PhaseId phase) {}

  /**
   * Locked before the board is, as a result or a deletion has it: none of them waits for another
   * that waits for it.
   */
  private Optional<Owner> owner(SubmissionId submission) {
    return jdbc.sql("select account_id, phase_id from submission where id = :id for no key update")
        .param("id", submission.value())
        .query(
            (row, number) ->
                new Owner(
                    new AccountId(row.getLong("account_id")), new PhaseId(row.getLong("phase_id"))))
        .optional();
  }

  private record Chooser(SubmissionRule rule, boolean isOrganiser) {}

  private sealed interface Wish {
    record Yes(Set<SubmissionId> selected) implements Wish {}

    record No(String why) implements Wish {}
  }

  private interface Choosing {
    Wish choose(Chooser chooser, Set<SubmissionId> selected);
  }

  /**
   * @param takesOff what is remembered of a choice that is made
   */
  private Choice choose(Account by, SubmissionId submission, boolean takesOff, Choosing choosing) {
    var remembering = remembering(submission, takesOff, choosing);
    return Objects.requireNonNull(
        transactions.execute(
            status ->
                owner(submission)
                    .map(owner -> choose(by, owner, remembering))
                    .orElse(new Choice.Unknown())));
  }

  /** Before the board is written, which asks for it. */
  private Choosing remembering(SubmissionId submission, boolean takesOff, Choosing choosing) {
    return (chooser, selected) -> {
      var wish = choosing.choose(chooser, selected);
      if (wish instanceof Wish.Yes) {
        remember(submission, takesOff);
      }
      return wish;
    };
  }

  private void remember(SubmissionId submission, boolean isOff) {
    jdbc.sql("update submission set is_off_board = :off where id = :id")
        .param("off", isOff)
        .param("id", submission.value())
        .update();
  }

  private Choice choose(Account by, Owner owner, Choosing choosing) {
    var competition = competitions.phase(owner.phase()).orElseThrow().competition();
    var isOrganiser = competitions.standing(by, competition).isOrganiser();
    if (!isOrganiser && !by.id().equals(owner.account())) {
      return new Choice.Unknown();
    }
    var phase = owner.phase();
    var rules = keeping.begin(phase);
    if (!rules.submissionRule().isManual()) {
      return new Choice.Refused("The rule of this leaderboard alone decides what stands on it.");
    }
    var before = selections.of(phase, owner.account());
    return switch (choosing.choose(new Chooser(rules.submissionRule(), isOrganiser), before)) {
      case Wish.No(var why) -> new Choice.Refused(why);
      case Wish.Yes(var after) -> {
        take(owner, rules, before, after);
        yield new Choice.Done();
      }
    };
  }

  private void take(Owner owner, Rules rules, Set<SubmissionId> before, Set<SubmissionId> after) {
    var phase = owner.phase();
    var out = BoardKeeping.minus(before, after);
    var in = BoardKeeping.minus(after, before);
    selections.remove(phase, out);
    selections.add(phase, owner.account(), in);
    if (rows.isStale(phase)) {
      keeping.makeAll(phase, rules);
      return;
    }
    rows.remove(phase, out);
    keeping.write(phase, rules, in);
  }
}
