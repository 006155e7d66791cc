package dev.assay.server.submissions;

import dev.assay.contract.Fault;
import dev.assay.server.kernel.SubmissionId;
import dev.assay.server.runs.EvaluationEnded;
import dev.assay.server.runs.ResultsReplaced;
import dev.assay.server.submissions.JdbcSubmissions.EvaluationStanding;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import org.springframework.context.event.EventListener;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Derives a submission's state from its evaluations, in the transaction that ended one of them. */
@Component
class SubmissionProgress {
  private static final Set<String> OPEN = Set.of("queued", "paused", "leased");

  private final JdbcSubmissions submissions;
  private final Clock clock;

  SubmissionProgress(JdbcSubmissions submissions, Clock clock) {
    this.submissions = submissions;
    this.clock = clock;
  }

  /**
   * Before the leaderboard is brought up to date, since that asks whether the submission is
   * finished.
   */
  @EventListener
  @Order(0)
  void on(EvaluationEnded ended) {
    update(ended.submission());
  }

  @EventListener
  @Order(0)
  void on(ResultsReplaced replaced) {
    replaced.submissions().forEach(this::update);
  }

  private void update(SubmissionId id) {
    var standings = submissions.standings(id);
    var state = derive(standings);
    submissions.move(id, state, counts(standings), state.isFinal() ? clock.instant() : null);
  }

  /** The worst of the evaluations, once all are final. */
  static SubmissionState derive(List<EvaluationStanding> standings) {
    if (standings.stream().anyMatch(one -> OPEN.contains(one.state()))) {
      return SubmissionState.RUNNING;
    }
    if (standings.stream().anyMatch(one -> one.state().equals("failed"))) {
      return SubmissionState.FAILED;
    }
    return standings.stream().anyMatch(one -> one.state().equals("cancelled"))
        ? SubmissionState.CANCELLED
        : SubmissionState.FINISHED;
  }

  /**
   * Only what the participant did counts: a failure that is only the organiser's or the platform's
   * does not.
   */
  static boolean counts(List<EvaluationStanding> standings) {
    var failed = standings.stream().filter(one -> one.state().equals("failed")).toList();
    return failed.isEmpty()
        || failed.stream().anyMatch(one -> Fault.PARTICIPANT.name().equals(one.fault()));
  }
}
