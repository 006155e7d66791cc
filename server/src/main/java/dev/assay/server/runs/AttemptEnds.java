package dev.assay.server.runs;

import dev.assay.contract.AttemptResult;
import dev.assay.contract.Failure;
import dev.assay.contract.PredictionsStored;
import dev.assay.contract.UploadKind;
import dev.assay.server.kernel.AttemptId;
import dev.assay.server.kernel.BlobId;
import dev.assay.server.kernel.QueueId;
import dev.assay.server.queues.WorkerId;
import dev.assay.server.queues.Workers;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.transaction.support.TransactionOperations;

/**
 * The ways an attempt ends: by a result, given back, or lost. Each is one transaction that locks
 * the attempt, ends it, and carries its evaluation on. Whatever crashes in between, either all of
 * it happened or the attempt is still active and its lease runs out.
 */
final class AttemptEnds {
  private static final Logger log = LoggerFactory.getLogger(AttemptEnds.class);

  private final JdbcAttempts attempts;
  private final JdbcEvaluations evaluations;
  private final Workers workers;
  private final RunVerdicts verdicts;
  private final Wakeups wakeups;
  private final EvaluationEnds evaluationEnds;
  private final TransactionOperations transactions;

  AttemptEnds(
      JdbcAttempts attempts,
      JdbcEvaluations evaluations,
      Workers workers,
      RunVerdicts verdicts,
      Wakeups wakeups,
      EvaluationEnds evaluationEnds,
      TransactionOperations transactions) {
    this.attempts = attempts;
    this.evaluations = evaluations;
    this.workers = workers;
    this.verdicts = verdicts;
    this.wakeups = wakeups;
    this.evaluationEnds = evaluationEnds;
    this.transactions = transactions;
  }

  /**
   * A result, whose objects are sealed. The same one again is taken and changes nothing.
   *
   * @return false when the lease was lost before
   */
  boolean report(
      QueueId queue, AttemptId attempt, AttemptResult result, Map<UploadKind, BlobId> stored) {
    return inTransaction(
        () -> {
          var held = attempts.lock(queue, attempt, result.token()).orElse(null);
          if (held == null || !held.isActive()) {
            return held != null && held.state().isReported();
          }
          attempts.keepReport(attempt, result, stored);
          var predictions = stored.get(UploadKind.PREDICTIONS);
          if (predictions != null) {
            evaluations.keepPredictions(held.evaluation(), predictions);
          }
          var outcome = result.outcome();
          var columns = evaluations.columnsToFill(held.phase());
          var verdict = verdicts.ofResult(held, outcome, result.warnings(), columns);
          end(held, reportedState(outcome, verdict), outcome.failure(), verdict);
          return true;
        });
  }

  /**
   * The output of the prediction step, sealed, of an attempt that goes on.
   *
   * @return false when the lease was lost before
   */
  boolean keepPredictions(
      QueueId queue, AttemptId attempt, PredictionsStored stored, BlobId predictions) {
    return inTransaction(
        () -> {
          var held = attempts.lock(queue, attempt, stored.token()).orElse(null);
          if (held == null || !held.isActive()) {
            return held != null && held.state().isReported();
          }
          attempts.keepPredictions(attempt, predictions, stored.steps());
          evaluations.keepPredictions(held.evaluation(), predictions);
          return true;
        });
  }

  /** A run given back unfinished, which is nobody's failure. */
  boolean release(QueueId queue, AttemptId attempt, UUID token, String reason) {
    return inTransaction(
        () -> {
          var held = attempts.lock(queue, attempt, token).orElse(null);
          if (held == null || !held.isActive()) {
            return held != null && held.state() == AttemptState.RELEASED;
          }
          log.info("Worker {} gives attempt {} back: {}", held.workerName(), attempt, reason);
          end(held, AttemptState.RELEASED, null, verdicts.ofRelease(held));
          return true;
        });
  }

  /** Takes attempts away whose leases have ended, each in a transaction of its own. */
  void sweep() {
    while (inTransaction(this::endOneLapsed)) {
      // The next one.
    }
  }

  private boolean endOneLapsed() {
    var lapsed = attempts.lockLapsed();
    lapsed.ifPresent(
        held -> {
          log.warn(
              "The lease of attempt {} on worker {} ended at {} without a word",
              held.attempt(),
              held.workerName(),
              held.leasedUntil());
          lose(held);
          if (held.worker() != null && held.heard()) {
            workers.gone(held.worker());
          }
        });
    return lapsed.isPresent();
  }

  /**
   * Its worker was lost, as is known by other means than its silence. It counts like any other
   * loss.
   *
   * @return false when it had ended before
   */
  boolean lose(QueueId queue, AttemptId attempt, UUID token) {
    return inTransaction(
        () -> {
          var held = attempts.lock(queue, attempt, token).orElse(null);
          if (held == null || !held.isActive()) {
            return false;
          }
          log.warn("Worker {} has lost attempt {}", held.workerName(), attempt);
          lose(held);
          return true;
        });
  }

  /** Takes attempts away that their own worker knows nothing of. */
  void loseUnknown(WorkerId worker, List<Long> running) {
    inTransaction(
        () -> {
          for (var held : attempts.lockMissing(worker, running)) {
            log.warn("Worker {} knows nothing of attempt {}", held.workerName(), held.attempt());
            lose(held);
          }
          return true;
        });
  }

  private void lose(Held held) {
    attempts.end(held.attempt(), AttemptState.LOST, null);
    carryOn(held, verdicts.ofLoss(held, attempts.losers(held.evaluation())));
  }

  private void end(Held held, AttemptState state, @Nullable Failure failure, Verdict verdict) {
    var seen = verdict instanceof Verdict.Failed failed ? failed.failure() : failure;
    attempts.end(held.attempt(), state, seen);
    carryOn(held, verdict);
  }

  private static AttemptState reportedState(AttemptResult.Outcome outcome, Verdict verdict) {
    return switch (outcome.kind()) {
      case SCORED -> verdict instanceof Verdict.Scored ? AttemptState.SCORED : AttemptState.FAILED;
      case FAILED -> AttemptState.FAILED;
      case CANCELLED ->
          verdict instanceof Verdict.Cancelled ? AttemptState.CANCELLED : AttemptState.FAILED;
    };
  }

  private void carryOn(Held held, Verdict verdict) {
    var one = new EvaluationEnds.Of(held.evaluation(), held.submission(), held.phase());
    switch (verdict) {
      case Verdict.Scored scored -> evaluationEnds.scored(one, scored);
      case Verdict.Failed(var failure, var warnings) ->
          evaluationEnds.failed(one, failure, warnings);
      case Verdict.Cancelled() -> evaluationEnds.cancelled(one);
      case Verdict.QueuedAgain(var counts) -> {
        evaluations.queueAgain(held.evaluation(), counts);
        log.info("Evaluation {} is queued again at its old place", held.evaluation());
        wakeups.queueHasWork(held.queue());
      }
    }
    wakeups.submissionChanged(held.submission());
  }

  private interface Work {
    boolean run();
  }

  private boolean inTransaction(Work work) {
    return Boolean.TRUE.equals(transactions.execute(status -> work.run()));
  }
}
