package dev.assay.server.runs;

import dev.assay.server.competitions.Competition;
import dev.assay.server.kernel.QueueId;
import dev.assay.server.kernel.SubmissionId;
import dev.assay.server.routing.PhaseRerouted;
import dev.assay.server.routing.Routing;
import dev.assay.server.tasks.TaskVersion;
import java.util.List;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

@Component
final class JdbcRuns implements Runs {
  private final JdbcEvaluations evaluations;
  private final Routing routing;
  private final Wakeups wakeups;
  private final EvaluationEnds ends;
  private final TransactionOperations transactions;

  JdbcRuns(
      JdbcEvaluations evaluations,
      Routing routing,
      Wakeups wakeups,
      EvaluationEnds ends,
      TransactionOperations transactions) {
    this.evaluations = evaluations;
    this.routing = routing;
    this.wakeups = wakeups;
    this.ends = ends;
    this.transactions = transactions;
  }

  @Override
  public void evaluate(SubmissionId submission, Competition competition, List<TaskVersion> tasks) {
    if (tasks.isEmpty()) {
      throw new IllegalArgumentException(
          "Submission %s has no task to be evaluated with".formatted(submission));
    }
    transactions.executeWithoutResult(
        status -> evaluate(submission, routing.queueOf(evaluations.phaseOf(submission)), tasks));
  }

  private void evaluate(SubmissionId submission, QueueId queue, List<TaskVersion> tasks) {
    tasks.forEach(task -> evaluations.queue(submission, task, queue, tasks.size() == 1));
    wakeups.queueHasWork(queue);
    wakeups.submissionChanged(submission);
  }

  /** A leased one stays where it is until it ends. */
  @EventListener
  void rerouted(PhaseRerouted event) {
    evaluations.move(event.phase(), event.queue());
    wakeups.queueHasWork(event.queue());
  }

  @Override
  public void cancel(SubmissionId submission) {
    transactions.executeWithoutResult(status -> cancelOpen(submission));
  }

  private void cancelOpen(SubmissionId submission) {
    var open = evaluations.lockOpen(submission);
    open.forEach(evaluation -> evaluations.askToCancel(evaluation.id()));
    for (var evaluation : open) {
      if (evaluation.state() != EvaluationState.LEASED) {
        ends.cancelled(new EvaluationEnds.Of(evaluation.id(), submission, evaluation.phase()));
      }
    }
    wakeups.submissionChanged(submission);
  }
}
