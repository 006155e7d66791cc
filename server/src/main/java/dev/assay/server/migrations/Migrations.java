package dev.assay.server.migrations;

import dev.assay.server.competitions.Competition;
import dev.assay.server.competitions.Competitions;
import dev.assay.server.kernel.PhaseId;
import dev.assay.server.kernel.SubmissionId;
import dev.assay.server.runs.Runs;
import dev.assay.server.tasks.TaskVersion;
import dev.assay.server.tasks.Tasks;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Copies whole submissions on the leaderboard to the next phase and runs them there on all its
 * tasks. Each copy commits with its evaluations; whatever is cut short goes on where it was, since
 * a submission is never copied twice.
 */
@Service
class Migrations {
  private static final Logger log = LoggerFactory.getLogger(Migrations.class);

  private final JdbcMigrations migrations;
  private final Competitions competitions;
  private final Tasks tasks;
  private final Runs runs;
  private final TransactionOperations transactions;

  Migrations(
      JdbcMigrations migrations,
      Competitions competitions,
      Tasks tasks,
      Runs runs,
      TransactionOperations transactions) {
    this.migrations = migrations;
    this.competitions = competitions;
    this.tasks = tasks;
    this.runs = runs;
    this.transactions = transactions;
  }

  /** Those that are to happen by themselves, as soon as nothing of the phase before runs. */
  void runDue() {
    migrations.due().forEach(this::migrateTo);
  }

  /**
   * Brings along what stands on the board of the phase before, whatever still runs there.
   *
   * @return how many were copied now
   */
  int migrateTo(PhaseId target) {
    var source = migrations.before(target);
    var versions = tasks.currentVersions(target);
    if (source.isEmpty() || versions.isEmpty()) {
      log.warn("Nothing is brought to phase {}: it is the first, or has no task yet", target);
      return 0;
    }
    var competition =
        competitions
            .phase(target)
            .flatMap(phase -> competitions.find(phase.competition()))
            .orElseThrow();
    int copied = 0;
    for (var submission : migrations.copyable(source.get(), target)) {
      copied +=
          Boolean.TRUE.equals(
                  transactions.execute(status -> copy(submission, target, competition, versions)))
              ? 1
              : 0;
    }
    migrations.markMigrated(target);
    log.info("{} submissions of phase {} were brought to phase {}", copied, source.get(), target);
    return copied;
  }

  private boolean copy(
      SubmissionId submission,
      PhaseId target,
      Competition competition,
      List<TaskVersion> versions) {
    var copy = migrations.copy(submission, target);
    copy.ifPresent(id -> runs.evaluate(id, competition, versions));
    return copy.isPresent();
  }
}
