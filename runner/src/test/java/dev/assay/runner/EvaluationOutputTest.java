package dev.assay.runner;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.contract.AttemptResult.Kind;
import dev.assay.contract.LogStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What programs leave behind, and how much of it is kept. */
class EvaluationOutputTest {
  @TempDir Path root;
  private Lab lab;

  @BeforeEach
  void setUp() {
    lab = new Lab(root);
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
}
