package dev.assay.server.leaderboards;

import dev.assay.server.accounts.Account;
import dev.assay.server.kernel.AccountId;
import dev.assay.server.kernel.PhaseId;
import dev.assay.server.kernel.SubmissionId;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/** Leaderboards as they are kept; one that is out of date is made before it is shown. */
@Component
class KeptLeaderboards implements Leaderboards {
  private final JdbcEntries entries;
  private final JdbcRows rows;
  private final JdbcRankings rankings;
  private final BoardKeeping keeping;
  private final BoardChoices choices;
  private final BoardAudit audit;
  private final TransactionOperations transactions;

  KeptLeaderboards(
      JdbcEntries entries,
      JdbcRows rows,
      JdbcRankings rankings,
      BoardKeeping keeping,
      BoardChoices choices,
      BoardAudit audit,
      TransactionOperations transactions) {
    this.entries = entries;
    this.rows = rows;
    this.rankings = rankings;
    this.keeping = keeping;
    this.choices = choices;
    this.audit = audit;
    this.transactions = transactions;
  }

  @Override
  public Optional<Board> board(PhaseId phase, Window window, @Nullable AccountId reader) {
    if (rows.isStale(phase)) {
      recompute(phase);
    }
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
                    rules.tasks(),
                    rankings.count(phase),
                    rankings.rows(phase, window.from(), window.most()),
                    reader == null ? null : rankings.best(phase, reader).orElse(null)));
  }

  @Override
  public void recompute(PhaseId phase) {
    transactions.executeWithoutResult(
        status -> {
          if (entries.rules(phase).isPresent()) {
            keeping.makeAll(phase, keeping.begin(phase));
          }
        });
  }

  @Override
  public List<String> audit(PhaseId phase) {
    return Objects.requireNonNull(
        transactions.execute(
            status ->
                entries.rules(phase).isEmpty() ? List.<String>of() : audit.differences(phase)));
  }

  @Override
  public Choice add(Account by, SubmissionId submission) {
    return choices.add(by, submission);
  }

  @Override
  public Choice remove(Account by, SubmissionId submission) {
    return choices.remove(by, submission);
  }
}
