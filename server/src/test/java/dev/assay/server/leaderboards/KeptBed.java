package dev.assay.server.leaderboards;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.server.accounts.Account;
import dev.assay.server.kernel.PhaseId;
import dev.assay.server.kernel.SubmissionId;
import dev.assay.server.kernel.testing.MigratedDatabase;
import dev.assay.server.kernel.testing.Rows;
import dev.assay.server.kernel.testing.Rows.NewTask;
import dev.assay.server.leaderboards.Leaderboards.Row;
import dev.assay.server.runs.EvaluationEnded;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A phase with one task, whose board of one column is kept as results come. */
final class KeptBed implements AutoCloseable {
  static final Clock CLOCK = Clock.fixed(Instant.parse("2026-05-01T12:00:00Z"), ZoneOffset.UTC);

  final MigratedDatabase database = MigratedDatabase.fresh();
  final JdbcClient jdbc = database.jdbc();
  final Rows rows = new Rows(database);
  final KeptForTests kept = new KeptForTests(database, CLOCK);
  final Account organiser = rows.account("organiser");
  final Account ada = rows.account("ada");
  final Account bob = rows.account("bob");
  final PhaseId phase;
  final KeptLeaderboards leaderboards;
  private final NewTask task;
  private final ResultRows results;
  private final AtomicInteger received = new AtomicInteger();

  KeptBed() {
    var _ = rows.defaultQueue();
    var competition = rows.competition(organiser);
    var board = rows.leaderboard(competition);
    rows.column(board, 0, "accuracy");
    phase = rows.phase(competition, board, 0);
    task = rows.task(organiser.id(), rows.blob("scoring.zip"));
    rows.measure(phase, task.id(), 0);
    leaderboards = kept.leaderboards(new OnlyOrganiser(organiser, phase));
    results = new ResultRows(jdbc, phase, rows.blob("sub.zip"));
    rule("Add");
  }

  void rule(String rule) {
    jdbc.sql("update leaderboard set submission_rule = :rule").param("rule", rule).update();
  }

  /** A submission that was scored. */
  SubmissionId scored(Account account, String accuracy) {
    return ended(account, accuracy);
  }

  /** A submission that failed. */
  SubmissionId failed(Account account) {
    return ended(account, "");
  }

  private SubmissionId ended(Account account, String accuracy) {
    var at = CLOCK.instant().minusSeconds(3600).plusSeconds(received.getAndIncrement());
    return Objects.requireNonNull(
        database.transactions().execute(_ -> ended(results.submission(account, at), accuracy)));
  }

  private SubmissionId ended(SubmissionId id, String accuracy) {
    results.evaluation(id, task, 1);
    var evaluation =
        accuracy.isEmpty()
            ? results.failed(id, task)
            : results.scored(id, task, Map.of("accuracy", accuracy));
    kept.keeping.on(new EvaluationEnded(evaluation, id, phase));
    return id;
  }

  /** Who stands on the board, from its top. */
  List<SubmissionId> board() {
    leaderboards.board(phase);
    assertThat(leaderboards.audit(phase)).as("kept = made from nothing").isEmpty();
    return leaderboards.board(phase).orElseThrow().rows().stream().map(Row::submission).toList();
  }

  @Override
  public void close() {
    database.close();
  }
}
