package dev.assay.server.runs;

import dev.assay.contract.Failure;
import dev.assay.contract.Fault;
import dev.assay.server.kernel.EvaluationId;
import dev.assay.server.kernel.PhaseId;
import dev.assay.server.kernel.SubmissionId;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/** The end of an evaluation and all that follows from it, in the caller's transaction. */
@Component
final class EvaluationEnds {
  private final JdbcEvaluations evaluations;
  private final JdbcGenerations generations;
  private final JdbcPauses pauses;
  private final ApplicationEventPublisher events;

  EvaluationEnds(
      JdbcEvaluations evaluations,
      JdbcGenerations generations,
      JdbcPauses pauses,
      ApplicationEventPublisher events) {
    this.evaluations = evaluations;
    this.generations = generations;
    this.pauses = pauses;
    this.events = events;
  }

  /** Which evaluation, and where it belongs. */
  record Of(EvaluationId evaluation, SubmissionId submission, PhaseId phase) {}

  void cancelled(Of one) {
    end(one, EvaluationState.CANCELLED, null, List.of());
  }

  void failed(Of one, Failure failure, List<String> warnings) {
    boolean counts = end(one, EvaluationState.FAILED, failure, warnings);
    if (failure.fault() == Fault.ORGANISER) {
      if (counts) {
        events.publishEvent(
            new FailedByOrganiser(one.phase(), one.submission(), failure.message()));
      }
      pauses.pauseIfNothingIsScored(one.phase(), failure.message());
    }
  }

  void scored(Of one, Verdict.Scored scored) {
    evaluations.replaceScores(one.evaluation(), scored.scores());
    end(one, EvaluationState.SCORED, null, scored.warnings());
  }

  /**
   * @return whether it counts now; one that is only shown, such as a re-score to be decided on,
   *     does not
   */
  private boolean end(
      Of one, EvaluationState state, @Nullable Failure failure, List<String> warnings) {
    boolean counts =
        evaluations.end(one.evaluation(), state, failure, warnings)
            && generations.settle(one.evaluation(), state);
    if (counts) {
      events.publishEvent(new EvaluationEnded(one.evaluation(), one.submission(), one.phase()));
    }
    return counts;
  }
}
