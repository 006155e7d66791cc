package dev.assay.server.codabench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.contract.Cause;
import dev.assay.contract.Fault;
import dev.assay.contract.Step;
import dev.assay.server.testing.TestBundle;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StepFailuresTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "PREDICT|Pull for x failed! Check the logs|IMAGE_UNAVAILABLE",
        "PREDICT|Execution Time Limit exceeded. Limit was 3 seconds|PREDICTION_TIME_LIMIT",
        "SCORE|Soft time limit exceeded!|SCORING_TIME_LIMIT",
        "SCORE|program_rc=1, async=[None, None, None]|SCORING_PROGRAM_FAILED",
        "SCORE|program_rc=65, async=[None, None, None]|SUBMISSION_REFUSED",
        "SCORE|Could not find scores file, did the scoring program output it?|SCORES_MISSING",
        "SCORE|Could not decode scores json properly, it contains an error.|SCORES_INVALID",
        "SCORE|program_rc=None, async=[SubmissionException()]|SCORING_PROGRAM_UNUSABLE",
        "SCORE|program_rc=None, async=[APIError('409 Client Error: Conflict')]|WORKER_FAILED",
        "PREDICT|Bad or empty zip file|SUBMISSION_UNREADABLE",
        "PREDICT|Problem fetching http://x to put in program|WORKER_FAILED",
        "SCORE|something new|WORKER_FAILED"
      })
  void a_workers_words_have_a_cause(Step step, String words, Cause cause) {
    var failure = StepFailures.of(step, words, null, "image", List.of("the last line"));
    assertThat(failure.cause()).isEqualTo(cause);
    assertThat(failure.fault()).isEqualTo(cause.fault());
    assertThat(failure.message()).doesNotContain("\0");
  }

  @Test
  void a_program_that_ended_badly_before_pays_for_what_cannot_be_scored() {
    var codes = ExitCodes.parse("exitCode: null\nelapsedTime: 1\ningestionExitCode: 1\n");
    var theirs =
        Objects.requireNonNull(
            StepFailures.suspect(codes, List.of(), List.of("File \"/app/ingested_program/m.py\"")));
    assertThat(theirs.fault()).isEqualTo(Fault.PARTICIPANT);
    var nobodys = Objects.requireNonNull(StepFailures.suspect(codes, List.of(), List.of("oops")));
    assertThat(nobodys.fault()).isEqualTo(Fault.ORGANISER);
    assertThat(
            StepFailures.suspect(
                ExitCodes.parse("exitCode: 0\ningestionExitCode: 0"), List.of(), List.of()))
        .isNull();
  }

  @Test
  void exit_codes_are_read_from_a_zip_and_anything_else_tells_nothing() throws Exception {
    var zip =
        TestBundle.zipOf(
            Map.of(
                "metadata",
                "exitCode: 3\ningestionExitCode: null\n".getBytes(StandardCharsets.UTF_8)));
    var codes = ExitCodes.of(new ByteArrayInputStream(zip));
    assertThat(codes.program()).isEqualTo(3);
    assertThat(codes.ingestion()).isNull();
    assertThat(codes.isTold()).isTrue();
    assertThat(ExitCodes.of(new ByteArrayInputStream("no zip".getBytes(StandardCharsets.UTF_8))))
        .isEqualTo(ExitCodes.UNKNOWN);
  }
}
