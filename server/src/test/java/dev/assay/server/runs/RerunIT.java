package dev.assay.server.runs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.contract.AttemptResult.Outcome;
import dev.assay.contract.Cause;
import dev.assay.contract.RunOrder;
import dev.assay.server.kernel.AccountId;
import dev.assay.server.kernel.SubmissionId;
import dev.assay.server.runs.Reruns.Kind;
import dev.assay.server.runs.Reruns.Stage;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RerunIT {
  private static final AccountId ORGANISER = new AccountId(1);

  private final RunsBed bed = new RunsBed();
  private final TestWorker worker = bed.worker("lab-1");

  @AfterEach
  void close() {
    bed.close();
  }

  private SubmissionId scored(String accuracy) {
    var submission = bed.submit();
    var order = worker.taken();
    worker.predicted(order);
    worker.scored(order, accuracy);
    return submission;
  }

  private Reruns.Rerun rerun(RerunId id) {
    return bed.reruns.find(id).orElseThrow();
  }

  /** The score that counts. */
  private String score(SubmissionId submission) {
    return bed.jdbc
        .sql(
            """
            select s.value from score s join evaluation e on e.id = s.evaluation_id
             where e.submission_id = :id and e.is_current and s.column_key = 'accuracy'""")
        .param("id", submission.value())
        .query(BigDecimal.class)
        .single()
        .toPlainString();
  }

  private long generations(SubmissionId submission) {
    return bed.jdbc
        .sql("select count(*) from evaluation where submission_id = :id")
        .param("id", submission.value())
        .query(Long.class)
        .single();
  }

  @Test
  void a_rerun_keeps_the_old_score_until_the_new_one_is_there() {
    var submission = scored("0.5");
    var id = bed.rerun(Kind.RERUN);
    assertThat(rerun(id).stage()).isEqualTo(Stage.RUNNING);

    var order = worker.claimed();
    assertThat(order.kind()).isEqualTo(RunOrder.Kind.PREDICT_AND_SCORE);
    assertThat(score(submission)).isEqualTo("0.5");
    assertThat(bed.state(submission)).isEqualTo("scored");
    worker.scored(order, "0.9");

    assertThat(score(submission)).isEqualTo("0.9");
    assertThat(generations(submission)).as("the old one is kept").isEqualTo(2);
    assertThat(rerun(id).stage()).isEqualTo(Stage.ENDED);
    assertThat(bed.ended).hasSize(2);
  }

  @Test
  void a_rerun_that_fails_leaves_the_old_score() {
    var submission = scored("0.5");
    var id = bed.rerun(Kind.RERUN, submission);

    worker.failed(worker.claimed(), Cause.SCORING_PROGRAM_FAILED);

    assertThat(score(submission)).isEqualTo("0.5");
    assertThat(bed.ended).as("nothing that counts has ended").hasSize(1);
    assertThat(rerun(id).failed()).isOne();
    assertThat(bed.reruns.failures(id, 10)).hasSize(1);
  }

  @Test
  void what_had_failed_is_seen_to_run_again() {
    var submission = bed.submit();
    worker.failed(worker.claimed(), Cause.SCORING_PROGRAM_FAILED);

    bed.rerun(Kind.RERUN);

    assertThat(bed.state(submission)).isEqualTo("queued");
    assertThat(bed.replaced).containsExactly(submission);
    worker.scored(worker.claimed(), "0.7");
    assertThat(bed.state(submission)).isEqualTo("scored");
  }

  @Test
  void a_rerun_stopped_in_between_gives_way_to_what_there_was() {
    var submission = bed.submit();
    worker.failed(worker.claimed(), Cause.SCORING_PROGRAM_FAILED);
    var id = bed.rerun(Kind.RERUN);
    var running = scoredBeside();

    assertThat(bed.reruns.drop(ORGANISER, id)).isTrue();
    assertThat(bed.reruns.drop(ORGANISER, id)).as("again").isFalse();

    assertThat(bed.state(submission)).isEqualTo("failed");
    assertThat(rerun(id).stage()).isEqualTo(Stage.DROPPED);
    assertThat(rerun(id).cancelled()).isOne();
    assertThat(worker.claim()).isEmpty();
    assertThat(bed.state(running)).isEqualTo("scored");
  }

  private SubmissionId scoredBeside() {
    var submission = bed.submit();
    worker.scored(worker.claimed(), "0.1");
    return submission;
  }

  @Test
  void live_submissions_go_before_reruns() {
    scored("0.5");
    bed.rerun(Kind.RERUN);
    var live = bed.submit();

    assertThat(worker.claimed().submissionNumber()).isEqualTo(live.value());
  }

  @Test
  void queueing_twice_makes_nothing_twice() {
    var submission = scored("0.5");
    var id = bed.rerun(Kind.RERUN);
    bed.jdbc.sql("update rerun set state = 'queueing', after_id = 0").update();

    bed.queueing.run(id);

    assertThat(generations(submission)).isEqualTo(2);
  }

  @Test
  void what_still_runs_is_left_out() {
    var running = bed.submit();
    worker.taken();

    var id = bed.rerun(Kind.RERUN, running);

    assertThat(rerun(id).skipped()).isOne();
    assertThat(rerun(id).total()).isZero();
    assertThat(generations(running)).isOne();
  }

  @Test
  void a_rescore_changes_nothing_before_it_is_applied_and_runs_no_participants_code() {
    var submission = scored("0.5");
    var id = bed.rerun(Kind.RESCORE);

    var order = worker.claimed();
    assertThat(order.kind()).isEqualTo(RunOrder.Kind.SCORE);
    assertThat(order.submission()).isNull();
    worker.scored(order, "0.9");

    assertThat(score(submission)).isEqualTo("0.5");
    assertThat(bed.ended).hasSize(1);
    assertThat(rerun(id).mayBeApplied()).isTrue();

    assertThat(bed.reruns.apply(ORGANISER, id)).isTrue();
    assertThat(bed.reruns.apply(ORGANISER, id)).as("again").isFalse();

    assertThat(score(submission)).isEqualTo("0.9");
    assertThat(bed.replaced).containsExactly(submission);
    assertThat(generations(submission)).isEqualTo(2);
  }

  @Test
  void a_rescore_that_is_dropped_leaves_everything_as_it_was() {
    var submission = scored("0.5");
    var id = bed.rerun(Kind.RESCORE);
    worker.scored(worker.claimed(), "0.9");

    assertThat(bed.reruns.drop(ORGANISER, id)).isTrue();

    assertThat(bed.reruns.apply(ORGANISER, id)).isFalse();
    assertThat(score(submission)).isEqualTo("0.5");
    assertThat(bed.replaced).isEmpty();
  }

  @Test
  void a_rescore_is_not_applied_over_a_newer_rerun() {
    var submission = scored("0.5");
    var rescore = bed.rerun(Kind.RESCORE);
    worker.scored(worker.claimed(), "0.6");
    bed.rerun(Kind.RERUN);
    worker.scored(worker.claimed(), "0.8");

    bed.reruns.apply(ORGANISER, rescore);

    assertThat(score(submission)).isEqualTo("0.8");
  }

  @Test
  void what_never_predicted_cannot_be_scored_again_and_is_said_so() {
    var submission = bed.submit();
    worker.failed(worker.claimed(), Cause.SUBMISSION_PROGRAM_FAILED);

    var id = bed.rerun(Kind.RESCORE, submission);

    assertThat(rerun(id).skipped()).isOne();
    assertThat(worker.claim()).isEmpty();
  }

  @Test
  void a_participants_cancel_does_not_reach_a_rescore_beside() {
    var submission = scored("0.5");
    bed.rerun(Kind.RESCORE);

    bed.runs.cancel(submission);

    assertThat(worker.claim()).isPresent();
    assertThat(bed.state(submission)).isEqualTo("scored");
  }

  @Test
  void scoring_that_fails_for_everybody_is_paused_and_goes_on_when_told() {
    for (var name : List.of("ada", "ben", "cleo")) {
      bed.submitAs(name);
      worker.failed(worker.claimed(), Cause.SCORING_PROGRAM_FAILED);
    }
    var waiting = bed.submit();

    assertThat(bed.state(waiting)).isEqualTo("paused");
    assertThat(worker.claim()).isEmpty();
    var pause = bed.pauses.of(bed.phase).orElseThrow();
    assertThat(pause.why()).contains("It broke");
    assertThat(pause.waiting()).isOne();

    bed.pauses.resume(ORGANISER, bed.phase);

    assertThat(bed.pauses.of(bed.phase)).isEmpty();
    assertThat(worker.scored(worker.claimed(), "0.5")).isTrue();
    assertThat(bed.state(waiting)).isEqualTo("scored");
  }

  @Test
  void what_waits_already_is_held_by_a_pause_as_well_and_can_be_cancelled() {
    var waiting = bed.submit();
    bed.pauses.pause(ORGANISER, bed.phase, "the data is wrong");

    assertThat(bed.state(waiting)).isEqualTo("paused");
    bed.runs.cancel(waiting);
    assertThat(bed.state(waiting)).isEqualTo("cancelled");
  }

  @Test
  void one_persons_failures_pause_nothing() {
    for (int time = 0; time < 5; time++) {
      bed.submit();
      worker.failed(worker.claimed(), Cause.SCORING_PROGRAM_FAILED);
    }

    assertThat(bed.pauses.of(bed.phase)).isEmpty();
  }

  @Test
  void a_score_in_between_or_a_participants_failure_shows_that_scoring_works() {
    bed.submitAs("ada");
    worker.failed(worker.claimed(), Cause.SCORING_PROGRAM_FAILED);
    bed.submitAs("ben");
    worker.report(worker.claimed(), Outcome.failed(TestWorker.failure(Cause.SUBMISSION_REFUSED)));
    bed.submitAs("cleo");
    worker.failed(worker.claimed(), Cause.SCORING_PROGRAM_FAILED);

    assertThat(bed.pauses.of(bed.phase)).isEmpty();
  }

  @Test
  void a_rerun_goes_through_a_pause_to_show_whether_it_is_mended() {
    scored("0.5");
    bed.pauses.pause(ORGANISER, bed.phase, "the scorer is wrong");

    bed.rerun(Kind.RESCORE);

    assertThat(worker.claim()).isPresent();
  }
}
