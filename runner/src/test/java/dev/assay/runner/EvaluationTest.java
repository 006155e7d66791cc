package dev.assay.runner;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.assay.contract.AttemptResult.Kind;
import dev.assay.contract.LogStream;
import dev.assay.contract.Step;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A submission is run, and what it leaves is scored. */
class EvaluationTest {
  @TempDir Path root;
  private Lab lab;

  @BeforeEach
  void setUp() {
    lab = new Lab(root);
  }

  @Test
  void a_submission_with_a_command_is_run_and_what_it_writes_is_scored() {
    lab.runs(
            "predict",
            process -> {
              process.out("predicting");
              process.write("/app/output/answers.txt", "1 2 3");
              return 0;
            })
        .runs(
            "score",
            process -> {
              process.err("scoring " + process.read("/app/input/res/answers.txt"));
              process.write("/app/output/scores.json", "{\"accuracy\": 0.75}");
              return 0;
            });
    try (var outcome = lab.run()) {
      assertThat(outcome.outcome().scores()).isEqualTo(Map.of("accuracy", new BigDecimal("0.75")));
      assertThat(outcome.steps()).extracting("step").containsExactly(Step.PREDICT, Step.SCORE);
      assertThat(outcome.steps()).extracting("exitCode").containsExactly(0, 0);
      assertThat(outcome.imageUsed()).isEqualTo(Lab.IMAGE);
      assertThat(outcome.imageDigest()).startsWith("sha256:");
      assertThat(outcome.predictions()).isEqualTo(lab.heard.predictions());
      assertThat(requireNonNull(outcome.predictions()).resolve("answers.txt")).hasContent("1 2 3");
      assertThat(lab.heard.log(LogStream.PREDICT_PROGRAM_STDOUT)).isEqualTo("predicting");
      assertThat(lab.heard.log(LogStream.SCORE_PROGRAM_STDERR)).isEqualTo("scoring 1 2 3");
      assertThat(lab.heard.activities())
          .containsExactly("PULLING_IMAGE", "RUNNING PREDICT", "RUNNING SCORE");
    }
    assertThat(lab.engine.open()).isZero();
    assertThat(root.resolve("scratch")).isEmptyDirectory();
  }

  @Test
  void a_submission_of_results_needs_no_container_of_its_own() {
    lab.submission = lab.file("results", "answers.txt", "1 2 3");
    lab.runs(
        "score",
        process -> {
          process.write("/app/input/res/answers.txt", "overwritten");
          process.write("/app/output/scores.json", "{\"n\": 1}");
          return 0;
        });
    try (var outcome = lab.run()) {
      assertThat(outcome.outcome().kind()).isEqualTo(Kind.SCORED);
      assertThat(lab.engine.prepared()).hasSize(1);
      assertThat(outcome.steps().getFirst().exitCode()).isNull();
      assertThat(requireNonNull(outcome.predictions()).resolve("answers.txt")).hasContent("1 2 3");
      assertThat(outcome.predictions().resolve("metadata"))
          .hasContent(
              "exitCode: null\nelapsedTime: null\ningestionExitCode: null\n"
                  + "ingestionElapsedTime: null\n");
    }
  }

  @Test
  void results_zipped_with_their_folder_are_noticed() {
    lab.file("results/mine", "answers.txt", "1 2 3");
    lab.submission = root.resolve("results");
    try (var outcome = lab.run()) {
      assertThat(lab.heard.log(LogStream.WORKER)).contains("All of it lies in the folder mine");
      assertThat(outcome.outcome().kind()).isEqualTo(Kind.SCORED);
    }
  }

  @Test
  void metadata_without_a_command_makes_no_difference_to_a_submission_of_results() {
    lab.submission = lab.file("results", "metadata", "description: mine\n");
    try (var outcome = lab.run()) {
      assertThat(outcome.outcome().kind()).isEqualTo(Kind.SCORED);
      assertThat(requireNonNull(outcome.predictions()).resolve("metadata.program"))
          .hasContent("description: mine");
      assertThat(outcome.warnings()).isEmpty();
    }
  }

  @Test
  void ingestion_finds_a_submission_without_metadata_beside_it_and_in_the_output() {
    lab.submission = lab.file("code", "model.py", "code");
    lab.ingestion = lab.program("ingestion", "ingest");
    lab.runs(
        "ingest",
        process -> {
          assertThat(process.list("/app/ingested_program")).containsExactly("model.py");
          assertThat(process.list("/app/output")).containsExactly("model.py");
          process.write("/app/output/answers.txt", "1");
          return 0;
        });
    try (var outcome = lab.run()) {
      assertThat(outcome.outcome().failure()).isNull();
      assertThat(outcome.steps().getFirst().ingestionExitCode()).isZero();
      assertThat(requireNonNull(outcome.predictions()).toFile().list())
          .containsExactlyInAnyOrder("model.py", "answers.txt", "metadata");
    }
  }

  @Test
  void a_submission_and_the_ingestion_program_run_at_the_same_time() {
    lab.ingestion = lab.program("ingestion", "ingest");
    var submissionIsUp = new CountDownLatch(1);
    var ingestionIsUp = new CountDownLatch(1);
    lab.runs(
            "predict",
            process -> {
              submissionIsUp.countDown();
              ingestionIsUp.await();
              return 0;
            })
        .runs(
            "ingest",
            process -> {
              ingestionIsUp.countDown();
              submissionIsUp.await();
              return 0;
            });
    try (var outcome = lab.run()) {
      assertThat(outcome.outcome().kind()).isEqualTo(Kind.SCORED);
    }
  }

  @Test
  void the_scoring_container_is_prepared_while_prediction_still_runs() {
    lab.runs(
        "predict",
        process -> {
          await().atMost(Lab.AMPLE).until(() -> lab.engine.prepared().size() == 2);
          return 0;
        });
    try (var outcome = lab.run()) {
      assertThat(outcome.outcome().kind()).isEqualTo(Kind.SCORED);
    }
  }

  @Test
  void predictions_of_an_earlier_run_are_scored_without_predicting_again() {
    lab.submission = null;
    lab.predictions = lab.file("stored", "answers.txt", "1 2 3");
    lab.runs(
        "score",
        process -> {
          process.write(
              "/app/output/scores.json",
              "{\"n\": " + process.read("/app/input/res/answers.txt").length() + "}");
          return 0;
        });
    try (var outcome = lab.run()) {
      assertThat(outcome.outcome().scores()).containsEntry("n", new BigDecimal(5));
      assertThat(outcome.steps()).extracting("step").containsExactly(Step.SCORE);
      assertThat(outcome.predictions()).isNull();
    }
  }
}
