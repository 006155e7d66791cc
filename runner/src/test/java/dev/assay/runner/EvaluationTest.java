package dev.assay.runner;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.assay.contract.AppLayout;
import dev.assay.contract.AttemptResult.Kind;
import dev.assay.contract.Cause;
import dev.assay.contract.Failure;
import dev.assay.contract.Fault;
import dev.assay.contract.LogStream;
import dev.assay.contract.Program;
import dev.assay.contract.RunOrder.Sandboxing;
import dev.assay.contract.Step;
import dev.assay.engine.EngineException;
import dev.assay.engine.SandboxSpec;
import dev.assay.engine.testing.FakeEngine;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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
          await().until(() -> lab.engine.prepared().size() == 2);
          return 0;
        });
    try (var outcome = lab.run()) {
      assertThat(outcome.outcome().kind()).isEqualTo(Kind.SCORED);
    }
  }

  @Test
  void a_program_that_failed_in_an_earlier_attempt_is_still_the_one_to_blame() {
    lab.submission = null;
    lab.predictions = lab.file("stored", "metadata", "exitCode: 1\nelapsedTime: 0.5\n");
    lab.runs("score", process -> 1);
    try (var outcome = lab.run()) {
      assertThat(failure(outcome).cause()).isEqualTo(Cause.SUBMISSION_PROGRAM_FAILED);
      assertThat(failure(outcome).fault()).isEqualTo(Fault.PARTICIPANT);
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

  @Test
  void a_program_that_fails_is_scored_all_the_same_and_both_hear_of_it() {
    lab.runs("predict", _ -> 3);
    try (var outcome = lab.run()) {
      assertThat(outcome.outcome().kind()).isEqualTo(Kind.SCORED);
      assertThat(outcome.steps().getFirst().exitCode()).isEqualTo(3);
      assertThat(outcome.warnings())
          .containsExactly(
              "The submission's program failed in the prediction step (exit code 3). It was scored"
                  + " all the same.");
      assertThat(lab.heard.log(LogStream.WORKER))
          .contains("Warning: The submission's program failed in the prediction step");
    }
  }

  @Test
  void a_program_that_fails_is_to_blame_if_the_scorer_then_finds_nothing_to_score() {
    lab.runs(
            "predict",
            process -> {
              process.err("Traceback\nKeyError: 'x'\n");
              return 1;
            })
        .runs(
            "score",
            process -> {
              process.err("no predictions\n");
              return 2;
            });
    try (var outcome = lab.run()) {
      assertThat(failure(outcome))
          .isEqualTo(
              new Failure(
                  Cause.SUBMISSION_PROGRAM_FAILED,
                  Fault.PARTICIPANT,
                  Step.PREDICT,
                  Program.PROGRAM,
                  1,
                  "The submission's program failed in the prediction step (exit code 1). It could"
                      + " then not be scored: The scoring program failed (exit code 2).",
                  "Correct the error that the last lines of its log show, and submit again.",
                  List.of("Traceback", "KeyError: 'x'")));
    }
  }

  @Test
  void a_traceback_through_the_submissions_files_makes_ingestions_failure_the_participants() {
    lab.ingestion = lab.program("ingestion", "ingest");
    lab.submission = lab.file("code", "model.py", "code");
    lab.runs(
            "ingest",
            process -> {
              process.err("  File \"/app/ingested_program/model.py\", line 3\nValueError: no\n");
              return 1;
            })
        .scores("{");
    try (var outcome = lab.run()) {
      assertThat(failure(outcome).cause()).isEqualTo(Cause.SUBMISSION_PROGRAM_FAILED);
      assertThat(failure(outcome).fault()).isEqualTo(Fault.PARTICIPANT);
      assertThat(failure(outcome).program()).isEqualTo(Program.INGESTION);
    }
  }

  @Test
  void ingestion_that_fails_without_a_trace_of_the_submission_costs_the_participant_nothing() {
    lab.ingestion = lab.program("ingestion", "ingest");
    lab.submission = lab.file("code", "model.py", "code");
    lab.runs("ingest", _ -> 1).runs("score", _ -> 1);
    try (var outcome = lab.run()) {
      assertThat(failure(outcome).cause()).isEqualTo(Cause.INGESTION_PROGRAM_FAILED);
      assertThat(failure(outcome).fault()).isEqualTo(Fault.ORGANISER);
    }
  }

  @Test
  void a_scorer_that_ends_with_65_says_that_the_submission_is_at_fault() {
    lab.runs("score", process -> 65);
    try (var outcome = lab.run()) {
      assertThat(failure(outcome).cause()).isEqualTo(Cause.SUBMISSION_REFUSED);
      assertThat(failure(outcome).fault()).isEqualTo(Fault.PARTICIPANT);
    }
  }

  @Test
  void a_scorer_that_fails_alone_is_the_organisers_fault() {
    lab.runs(
        "score",
        process -> {
          process.out("only this");
          return 4;
        });
    try (var outcome = lab.run()) {
      assertThat(failure(outcome).cause()).isEqualTo(Cause.SCORING_PROGRAM_FAILED);
      assertThat(failure(outcome).fault()).isEqualTo(Fault.ORGANISER);
      assertThat(failure(outcome).exitCode()).isEqualTo(4);
      assertThat(failure(outcome).lastLines()).containsExactly("only this");
      assertThat(outcome.scoringOutput()).isNotNull();
    }
  }

  @Test
  void a_scorer_that_leaves_no_scores_is_told_which_file_to_write() {
    lab.runs("score", _ -> 0);
    try (var outcome = lab.run()) {
      assertThat(failure(outcome).cause()).isEqualTo(Cause.SCORES_MISSING);
      assertThat(failure(outcome).fix()).contains("scores.json");
    }
  }

  @Test
  void scores_that_are_no_numbers_are_named_and_none_is_taken() {
    lab.scores("{\"good\": 1, \"bad\": NaN}");
    try (var outcome = lab.run()) {
      assertThat(failure(outcome).cause()).isEqualTo(Cause.SCORES_INVALID);
      assertThat(failure(outcome).message()).contains("scores.json").contains("bad");
      assertThat(outcome.outcome().scores()).isEmpty();
    }
  }

  @Test
  void a_command_that_cannot_be_split_is_named_before_anything_runs() {
    lab.submission = lab.program("submission", "python3 'x");
    try (var outcome = lab.run()) {
      assertThat(failure(outcome).cause()).isEqualTo(Cause.PREDICTION_NOT_STARTED);
      assertThat(failure(outcome).fault()).isEqualTo(Fault.PARTICIPANT);
      assertThat(failure(outcome).message()).contains("metadata.yaml").contains("quote");
      assertThat(lab.engine.prepared()).isEmpty();
    }
  }

  @Test
  void both_containers_of_a_step_end_at_one_time_limit() {
    lab.timeLimit = Duration.ofMillis(300);
    lab.ingestion = lab.program("ingestion", "ingest");
    lab.runs("predict", process -> process.hang()).runs("ingest", process -> process.hang());
    try (var outcome = lab.run()) {
      assertThat(failure(outcome).cause()).isEqualTo(Cause.PREDICTION_TIME_LIMIT);
      assertThat(failure(outcome).fault()).isEqualTo(Fault.PARTICIPANT);
      assertThat(failure(outcome).message()).contains("0.3 s");
      assertThat(outcome.steps()).extracting("step").containsExactly(Step.PREDICT);
    }
    assertThat(lab.engine.open()).isZero();
  }

  @Test
  void a_scorer_at_its_time_limit_is_the_organisers_fault() {
    lab.timeLimit = Duration.ofMillis(300);
    lab.runs("score", process -> process.hang());
    try (var outcome = lab.run()) {
      assertThat(failure(outcome).cause()).isEqualTo(Cause.SCORING_TIME_LIMIT);
      assertThat(failure(outcome).fault()).isEqualTo(Fault.ORGANISER);
    }
  }

  @Test
  void memory_output_and_a_missing_command_each_have_their_own_words() {
    lab.runs("predict", process -> process.runOutOfMemory());
    assertThat(causeOfRun()).isEqualTo(Cause.PREDICTION_MEMORY_LIMIT);

    lab.runs(
        "predict",
        process -> {
          process.write("/app/output/big", new byte[200_000]);
          return 0;
        });
    assertThat(causeOfRun()).isEqualTo(Cause.PREDICTION_OUTPUT_LIMIT);

    lab.submission = lab.program("other", "no-such-command");
    assertThat(causeOfRun()).isEqualTo(Cause.PREDICTION_NOT_STARTED);

    lab.submission = lab.program("submission", "predict");
    lab.runs("predict", _ -> 0);
    lab.scoring = lab.program("other", "no-such-command");
    assertThat(causeOfRun()).isEqualTo(Cause.SCORING_PROGRAM_UNUSABLE);
  }

  @Test
  void a_scoring_program_without_a_command_is_found_out_before_anything_runs() {
    lab.scoring = lab.file("empty", "score.py", "");
    try (var outcome = lab.run()) {
      assertThat(failure(outcome).cause()).isEqualTo(Cause.SCORING_PROGRAM_UNUSABLE);
      assertThat(failure(outcome).message()).contains("metadata.yaml");
      assertThat(lab.engine.prepared()).isEmpty();
    }
  }

  @Test
  void an_image_that_cannot_be_had_is_named_with_what_to_do() {
    lab.image = "nowhere/nothing:1";
    try (var outcome = lab.run()) {
      assertThat(failure(outcome).cause()).isEqualTo(Cause.IMAGE_UNAVAILABLE);
      assertThat(failure(outcome).message()).contains("nowhere/nothing:1");
      assertThat(failure(outcome).fix()).contains("--image-map nowhere/nothing:1=");
    }
    assertThat(lab.engine.open()).isZero();
  }

  @Test
  void the_demo_image_stands_in_for_a_default_image_out_of_reach_and_the_log_says_so() {
    lab.image = AppLayout.DEFAULT_IMAGE;
    lab.engine.withImage("assay/python:3.11");
    try (var outcome = lab.run()) {
      assertThat(outcome.imageUsed()).isEqualTo("assay/python:3.11");
      assertThat(lab.heard.log(LogStream.WORKER))
          .contains("assay/python:3.11 stands in for codalab/codalab-legacy:py37");
    }
  }

  @Test
  void the_owners_stand_in_applies_even_if_the_ordered_image_is_there() {
    lab.engine.withImage("local:1");
    lab.standIns = Map.of(Lab.IMAGE, "local:1");
    try (var outcome = lab.run()) {
      assertThat(outcome.imageUsed()).isEqualTo("local:1");
    }
  }

  @Test
  void what_the_owner_does_not_allow_stays_closed_and_the_log_says_so() {
    lab.sandboxing = new Sandboxing(true, true, true, "0");
    lab.ceiling = new Ceiling(true, false, false);
    try (var outcome = lab.run()) {
      assertThat(outcome.outcome().kind()).isEqualTo(Kind.SCORED);
      assertThat(lab.engine.prepared())
          .allSatisfy(
              spec -> {
                assertThat(spec.network()).isEqualTo(SandboxSpec.Network.DEFAULT);
                assertThat(spec.writableRoot()).isFalse();
                assertThat(spec.user()).isEqualTo(SandboxSpec.User.UNPRIVILEGED);
                assertThat(spec.labels()).containsEntry("assay.attempt", "7");
              });
      assertThat(lab.heard.log(LogStream.WORKER)).contains("a writable root file system");
    }
  }

  @Test
  void programs_run_as_the_user_that_is_asked_for_where_the_owner_allows_it() {
    lab.ceiling = Ceiling.OPEN;
    lab.sandboxing = new Sandboxing(false, false, true, "1000:100");
    try (var outcome = lab.run()) {
      assertThat(outcome.outcome().kind()).isEqualTo(Kind.SCORED);
      assertThat(lab.engine.prepared())
          .allSatisfy(
              spec -> assertThat(spec.user()).isEqualTo(SandboxSpec.User.named("1000:100")));
    }
  }

  @Test
  void a_programs_own_metadata_file_is_moved_aside() {
    lab.runs(
        "predict",
        process -> {
          process.write("/app/output/metadata", "mine");
          return 0;
        });
    try (var outcome = lab.run()) {
      assertThat(requireNonNull(outcome.predictions()).resolve("metadata.program"))
          .hasContent("mine");
      assertThat(outcome.predictions().resolve("metadata"))
          .content()
          .containsPattern("^exitCode: 0\nelapsedTime: \\d+\\.\\d+\n");
      assertThat(outcome.warnings()).singleElement().asString().contains("metadata.program");
    }
  }

  @Test
  void links_in_the_output_are_dropped_and_named() {
    lab.runs(
        "predict",
        process -> {
          Files.createSymbolicLink(process.host("/app/output/passwd"), Path.of("/etc/passwd"));
          return 0;
        });
    try (var outcome = lab.run()) {
      assertThat(requireNonNull(outcome.predictions()).toFile().list()).containsExactly("metadata");
      assertThat(lab.heard.log(LogStream.WORKER)).contains("Not kept").contains("passwd");
    }
  }

  @Test
  void the_named_page_is_shown_before_others_and_only_if_the_task_wants_one() {
    lab.runs(
        "score",
        process -> {
          process.write("/app/output/scores.json", "{\"n\": 1}");
          process.write("/app/output/a.html", "a");
          process.write("/app/output/detailed_results.html", "page");
          return 0;
        });
    try (var outcome = lab.run()) {
      assertThat(outcome.detailedResults()).isNull();
    }
    lab.rules = new RunPlan.Rules(false, false, false, true);
    try (var outcome = lab.run()) {
      assertThat(requireNonNull(outcome.detailedResults())).hasContent("page");
    }
  }

  @Test
  void a_flood_of_output_is_cut_and_the_log_says_so() {
    lab.runs(
        "predict",
        process -> {
          process.out("x".repeat(9_999) + "yz");
          process.out("more");
          return 0;
        });
    try (var outcome = lab.run()) {
      assertThat(outcome.outcome().kind()).isEqualTo(Kind.SCORED);
      assertThat(lab.heard.log(LogStream.PREDICT_PROGRAM_STDOUT)).hasSize(10_000).endsWith("xy");
      assertThat(lab.heard.log(LogStream.WORKER))
          .containsOnlyOnce("predict.program.stdout is longer than 10000 bytes");
    }
  }

  @Test
  void a_cancel_kills_what_runs_and_leaves_nothing() {
    var running = new CountDownLatch(1);
    lab.runs(
        "predict",
        process -> {
          running.countDown();
          return process.hang();
        });
    var evaluation = lab.evaluation();
    var run = CompletableFuture.supplyAsync(evaluation::run);
    await().until(() -> running.getCount() == 0);
    evaluation.cancel();
    try (var outcome = run.join()) {
      assertThat(outcome.outcome().kind()).isEqualTo(Kind.CANCELLED);
      assertThat(lab.engine.open()).isZero();
    }
  }

  @Test
  void a_cancel_does_not_wait_for_an_image() {
    var pulling = new CountDownLatch(1);
    lab.image = "slow:1";
    lab.engine.withPull(
        "slow:1",
        _ -> {
          pulling.countDown();
          new CountDownLatch(1).await();
        });
    var evaluation = lab.evaluation();
    var run = CompletableFuture.supplyAsync(evaluation::run);
    await().until(() -> pulling.getCount() == 0);
    evaluation.cancel();
    try (var outcome = run.join()) {
      assertThat(outcome.outcome().kind()).isEqualTo(Kind.CANCELLED);
    }
  }

  @Test
  void a_cancel_before_the_run_lets_nothing_start() {
    lab.runs(
        "predict",
        _ -> {
          throw new AssertionError("It ran");
        });
    var evaluation = lab.evaluation();
    evaluation.cancel();
    try (var outcome = evaluation.run()) {
      assertThat(outcome.outcome().kind()).isEqualTo(Kind.CANCELLED);
      assertThat(outcome.steps()).isEmpty();
    }
  }

  @Test
  void an_engine_that_fails_is_the_platforms_fault_wherever_it_fails() {
    for (var point : FakeEngine.Point.values()) {
      lab.engine.failNext(point, new EngineException("the engine went away"));
      try (var outcome = lab.run()) {
        assertThat(failure(outcome).cause()).as("at %s", point).isEqualTo(Cause.ENGINE_FAILED);
        assertThat(failure(outcome).fault()).isEqualTo(Fault.PLATFORM);
      }
      assertThat(lab.engine.open()).as("left over at %s", point).isZero();
    }
  }

  private Cause causeOfRun() {
    try (var outcome = lab.run()) {
      return failure(outcome).cause();
    }
  }

  private static Failure failure(RunOutcome outcome) {
    return requireNonNull(outcome.outcome().failure(), "it did not fail");
  }
}
