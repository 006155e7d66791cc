package dev.assay.runner;

import static dev.assay.runner.Lab.failure;
import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.bundle.scores.ScoreColumns;
import dev.assay.contract.AttemptResult.Kind;
import dev.assay.contract.Cause;
import dev.assay.contract.Failure;
import dev.assay.contract.Fault;
import dev.assay.contract.LogStream;
import dev.assay.contract.Program;
import dev.assay.contract.Step;
import dev.assay.engine.EngineException;
import dev.assay.engine.testing.FakeEngine;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whose fault a failure is, and what is said of it. */
class EvaluationFaultTest {
  @TempDir Path root;
  private Lab lab;

  @BeforeEach
  void setUp() {
    lab = new Lab(root);
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
  void scores_that_no_column_shows_are_none_and_one_of_several_is_enough() {
    lab.rules =
        new RunPlan.Rules(
            false, false, false, true, new ScoreColumns(Set.of("accuracy", "f1"), Set.of()));
    lab.scores("{\"acuracy\\u0000\": 1}");
    try (var outcome = lab.run()) {
      assertThat(failure(outcome).cause()).isEqualTo(Cause.SCORES_MISSING);
      assertThat(failure(outcome).fault()).isEqualTo(Fault.ORGANISER);
      assertThat(failure(outcome).message()).contains("wrote acuracy\uFFFD,", "accuracy, f1");
    }
    lab.scores("{\"f1\": 1, \"acuracy\": 1}");
    try (var outcome = lab.run()) {
      assertThat(outcome.outcome().scores()).containsKey("f1");
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
    lab.timeLimit = Lab.BRIEF;
    lab.ingestion = lab.program("ingestion", "ingest");
    lab.runs("predict", process -> process.hang()).runs("ingest", process -> process.hang());
    try (var outcome = lab.run()) {
      assertThat(failure(outcome).cause()).isEqualTo(Cause.PREDICTION_TIME_LIMIT);
      assertThat(failure(outcome).fault()).isEqualTo(Fault.PARTICIPANT);
      assertThat(failure(outcome).message()).contains("1.5 s");
      assertThat(outcome.steps()).extracting("step").containsExactly(Step.PREDICT);
    }
    assertThat(lab.engine.open()).isZero();
  }

  @Test
  void a_scorer_at_its_time_limit_is_the_organisers_fault() {
    lab.timeLimit = Lab.BRIEF;
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
}
