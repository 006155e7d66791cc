package dev.assay.runner;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.contract.AttemptResult.Kind;
import dev.assay.contract.Cause;
import dev.assay.contract.Fault;
import dev.assay.contract.Program;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tasks with ingestion only during scoring. */
class ScoringWithIngestionTest {
  @TempDir Path root;
  private Lab lab;

  @BeforeEach
  void setUp() {
    lab = new Lab(root);
    lab.submission = lab.file("code", "model.py", "code");
    lab.ingestion = lab.program("ingestion", "ingest");
    lab.reference = lab.file("reference", "answers.txt", "1 2 3");
    lab.rules = new RunPlan.Rules(true, false, false, false);
  }

  @Test
  void ingestion_hands_its_results_to_the_scorer_in_the_shared_folder() {
    var asked = new CountDownLatch(1);
    var answered = new CountDownLatch(1);
    lab.runs(
            "ingest",
            process -> {
              asked.await();
              assertThat(process.list("/app/ingested_program"))
                  .containsExactly("metadata", "model.py");
              process.write("/app/shared/answer", "42");
              answered.countDown();
              return 0;
            })
        .runs(
            "score",
            process -> {
              asked.countDown();
              answered.await();
              process.write(
                  "/app/output/scores.json", "{\"n\": " + process.read("/app/shared/answer") + "}");
              return 0;
            });
    try (var outcome = lab.run()) {
      assertThat(outcome.outcome().failure()).isNull();
      assertThat(outcome.outcome().scores()).containsEntry("n", new BigDecimal(42));
      assertThat(outcome.steps().getLast().ingestionExitCode()).isZero();
    }
    assertThat(lab.engine.open()).isZero();
  }

  @Test
  void scores_written_by_participants_code_do_not_count() {
    lab.runs(
            "ingest",
            process -> {
              process.write("/app/output/scores.json", "{\"n\": 100}");
              return 0;
            })
        .runs("score", _ -> 0);
    try (var outcome = lab.run()) {
      assertThat(requireNonNull(outcome.outcome().failure()).cause())
          .isEqualTo(Cause.SCORES_MISSING);
    }
  }

  @Test
  void a_shared_output_lets_the_scorer_find_what_ingestion_wrote_there() {
    lab.rules = new RunPlan.Rules(true, true, false, false);
    lab.runs(
            "ingest",
            process -> {
              process.write("/app/output/scores.json", "{\"n\": 1}");
              return 0;
            })
        .runs("score", _ -> 0);
    try (var outcome = lab.run()) {
      assertThat(outcome.outcome().kind()).isEqualTo(Kind.SCORED);
    }
  }

  @Test
  void participants_code_cannot_read_the_answers() {
    lab.runs(
        "ingest",
        process -> {
          assertThat(process.exists("/app/input/ref")).isFalse();
          return 0;
        });
    try (var outcome = lab.run()) {
      assertThat(outcome.steps().getLast().ingestionExitCode()).isZero();
    }
  }

  @Test
  void an_organiser_may_show_the_answers_to_ingestion() {
    lab.rules = new RunPlan.Rules(true, false, true, false);
    lab.runs(
        "ingest",
        process -> {
          assertThat(process.read("/app/input/ref/answers.txt")).isEqualTo("1 2 3");
          return 0;
        });
    try (var outcome = lab.run()) {
      assertThat(outcome.steps().getLast().ingestionExitCode()).isZero();
    }
  }

  @Test
  void ingestion_still_going_when_time_is_up_is_where_to_look() {
    lab.timeLimit = Lab.BRIEF;
    lab.runs("ingest", process -> process.hang()).runs("score", process -> process.hang());
    try (var outcome = lab.run()) {
      var failure = requireNonNull(outcome.outcome().failure());
      assertThat(failure.cause()).isEqualTo(Cause.SCORING_TIME_LIMIT);
      assertThat(failure.program()).isEqualTo(Program.INGESTION);
      assertThat(failure.fault()).isEqualTo(Fault.PARTICIPANT);
    }
  }

  @Test
  void a_scorer_that_waits_in_vain_for_a_crashed_ingestion_is_not_to_blame() {
    lab.timeLimit = Lab.BRIEF;
    lab.runs(
            "ingest",
            process -> {
              process.err("File \"/app/ingested_program/model.py\"\n");
              return 1;
            })
        .runs("score", process -> process.hang());
    try (var outcome = lab.run()) {
      var failure = requireNonNull(outcome.outcome().failure());
      assertThat(failure.cause()).isEqualTo(Cause.SUBMISSION_PROGRAM_FAILED);
      assertThat(failure.message()).contains("scoring program was still running");
    }
  }

  @Test
  void ingestion_is_not_waited_for_once_the_scorer_has_failed() {
    lab.runs("ingest", process -> process.hang()).runs("score", _ -> 1);
    try (var outcome = lab.run()) {
      var failure = requireNonNull(outcome.outcome().failure());
      assertThat(failure.cause()).isEqualTo(Cause.SCORING_PROGRAM_FAILED);
      assertThat(outcome.steps().getLast().ingestionExitCode()).isNull();
    }
  }

  @Test
  void a_self_running_submission_leaves_its_output_to_ingestion() {
    lab.submission = lab.program("submission", "predict");
    lab.runs(
            "predict",
            process -> {
              process.write("/app/output/answer.txt", "1");
              return 0;
            })
        .runs(
            "ingest",
            process -> {
              assertThat(process.list("/app/ingested_program"))
                  .containsExactly("answer.txt", "metadata");
              return 0;
            });
    try (var outcome = lab.run()) {
      assertThat(outcome.outcome().failure()).isNull();
      assertThat(outcome.steps().getLast().ingestionExitCode()).isZero();
    }
  }
}
