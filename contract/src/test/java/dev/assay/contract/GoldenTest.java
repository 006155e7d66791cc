package dev.assay.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.contract.AttemptResult.Outcome;
import dev.assay.contract.AttemptResult.StepReport;
import dev.assay.contract.AttemptResult.StoredObject;
import dev.assay.contract.RunOrder.Sandboxing;
import dev.assay.contract.RunOrder.TaskFiles;
import dev.assay.contract.RunOrder.UploadLink;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What a message looks like on the wire, one file each in {@code golden/}. A file that has to
 * change means that workers in the field and sites of another version stop understanding each
 * other.
 */
class GoldenTest {
  private static final UUID TOKEN = UUID.fromString("0b9f2c52-3c63-4a0e-9a76-1f0d8f2f6c11");
  private static final UUID INSTANCE = UUID.fromString("5f1f6a3e-8d0b-4c55-b6fd-0a6c1c2d3e4f");
  private static final String HASH =
      "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";
  private static final Instant START = Instant.parse("2026-05-01T10:00:00.250Z");
  private static final Instant END = Instant.parse("2026-05-01T10:00:01Z");

  static Stream<Arguments> messages() {
    return Stream.of(
        Arguments.of("claim-request", claim()),
        Arguments.of("run-order", predictAndScore()),
        Arguments.of("run-order-score", scoreOnly()),
        Arguments.of(
            "heartbeat",
            new Heartbeat(
                TOKEN, Heartbeat.Activity.RUNNING, Step.PREDICT, "python:3.11", "sha256:ab")),
        Arguments.of(
            "heartbeat-fetching",
            new Heartbeat(TOKEN, Heartbeat.Activity.FETCHING, null, null, null)),
        Arguments.of("heartbeat-reply", new HeartbeatReply(true)),
        Arguments.of("result-scored", scored()),
        Arguments.of("result-failed", failed()),
        Arguments.of("result-cancelled", cancelled()),
        Arguments.of(
            "predictions-stored",
            new PredictionsStored(
                TOKEN,
                new StoredObject(123, HASH),
                List.of(new StepReport(Step.PREDICT, START, END, 0, null)))),
        Arguments.of("release", new Release(TOKEN, "the worker is stopping")),
        Arguments.of("goodbye", new Goodbye(INSTANCE)),
        Arguments.of("refusal", new Refusal("lease-lost", "Attempt 7 is run by another worker.")));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("messages")
  void is_written_and_read_as_its_file_says(String name, Record message) throws IOException {
    var golden = golden(name);
    assertThat(Json.MAPPER.readTree(Json.MAPPER.writeValueAsString(message)))
        .isEqualTo(Json.MAPPER.readTree(golden));
    assertThat((Object) Json.MAPPER.readValue(golden, message.getClass())).isEqualTo(message);
  }

  @Test
  void a_log_chunk_carries_its_bytes_as_base64() throws IOException {
    var chunk =
        new LogChunk(
            TOKEN,
            LogStream.PREDICT_PROGRAM_STDERR,
            3,
            4096,
            "Grüße\n\0\377".getBytes(StandardCharsets.ISO_8859_1));
    var golden = golden("log-chunk");
    assertThat(Json.MAPPER.readTree(Json.MAPPER.writeValueAsString(chunk)))
        .isEqualTo(Json.MAPPER.readTree(golden));
    var read = Json.MAPPER.readValue(golden, LogChunk.class);
    assertThat(read.bytes()).isEqualTo(chunk.bytes());
    assertThat(read).usingRecursiveComparison().isEqualTo(chunk);
  }

  @Test
  void a_small_object_may_come_with_the_report_as_base64() {
    var object = new StoredObject(3, HASH, "abc".getBytes(StandardCharsets.US_ASCII));
    var json = "{\"size\":3,\"sha256\":\"%s\",\"content\":\"YWJj\"}".formatted(HASH);
    assertThat(Json.MAPPER.writeValueAsString(object)).isEqualTo(json);
    assertThat(Json.MAPPER.readValue(json, StoredObject.class))
        .usingRecursiveComparison()
        .isEqualTo(object);
  }

  @Test
  void an_older_site_takes_no_object_with_the_report() {
    var link = Json.MAPPER.readValue("{\"url\":\"/s\",\"maxBytes\":9}", UploadLink.class);
    assertThat(link.maxEnclosed()).isZero();
  }

  @Test
  void an_older_worker_tells_nothing_of_its_condition() throws IOException {
    var old = Json.MAPPER.readTree(golden("claim-request"));
    ((tools.jackson.databind.node.ObjectNode) old).remove("condition");
    assertThat(Json.MAPPER.treeToValue(old, ClaimRequest.class).condition()).isNull();
  }

  @Test
  void what_a_newer_side_adds_is_ignored() {
    assertThat(Json.MAPPER.readValue("{\"cancel\":true,\"mood\":\"fine\"}", HeartbeatReply.class))
        .isEqualTo(new HeartbeatReply(true));
  }

  private static ClaimRequest claim() {
    var worker =
        new WorkerInfo("lab-3", INSTANCE, "0.1.0", "Docker 24.0.5", 8, 33_000_000_000L, 1, 4);
    return new ClaimRequest(
        worker,
        3,
        20,
        List.of(41L),
        new WorkerCondition(List.of("python:3.11"), 50_000_000_000L, false));
  }

  private static RunOrder predictAndScore() {
    return new RunOrder(
        7,
        TOKEN,
        2,
        1001,
        1000,
        RunOrder.Kind.PREDICT_AND_SCORE,
        30,
        5,
        "codalab/codalab-legacy:py37",
        600,
        new Sandboxing(true, false, false, null),
        new TaskFiles(
            link("scoring_program.zip"),
            link("ingestion_program.zip"),
            link("input_data.zip"),
            link("reference_data.zip"),
            true,
            false,
            false,
            true),
        link("submission.zip"),
        null,
        Map.of(
            UploadKind.PREDICTIONS, new UploadLink("/storage/p?signature=a", 1000, 0),
            UploadKind.SCORING_OUTPUT, new UploadLink("/storage/s?signature=b", 1000, 65_536),
            UploadKind.DETAILED_RESULTS, new UploadLink("https://s3.example.org/d", 100, 0)),
        List.of("accuracy"),
        2);
  }

  private static RunOrder scoreOnly() {
    return new RunOrder(
        8,
        TOKEN,
        1,
        1002,
        1000,
        RunOrder.Kind.SCORE,
        0.5,
        0.1,
        "python:3.11",
        60,
        Sandboxing.CLOSED,
        new TaskFiles(link("scoring_program.zip"), null, null, null, false, false, false, false),
        null,
        link("predictions.zip"),
        Map.of(),
        List.of(),
        0);
  }

  private static BlobLink link(String name) {
    return new BlobLink("/storage/blobs/17?signature=abc", 4, HASH, name);
  }

  private static AttemptResult scored() {
    return new AttemptResult(
        TOKEN,
        Outcome.scored(Map.of("accuracy", new BigDecimal("0.9300"))),
        "python:3.11",
        "sha256:ab",
        List.of(
            new StepReport(Step.PREDICT, START, END, null, 0),
            new StepReport(Step.SCORE, START, END, 0, null)),
        Map.of(UploadKind.SCORING_OUTPUT, new StoredObject(123, HASH)),
        Map.of(LogStream.WORKER, 100L, LogStream.SCORE_PROGRAM_STDOUT, 0L),
        List.of("The prediction step wrote a file named metadata."));
  }

  private static AttemptResult failed() {
    var failure =
        new Failure(
            Cause.SUBMISSION_PROGRAM_FAILED,
            Fault.PARTICIPANT,
            Step.PREDICT,
            Program.PROGRAM,
            1,
            "The submission's program failed in the prediction step (exit code 1).",
            "Correct the error and submit again.",
            List.of("KeyError: 'x'"));
    return new AttemptResult(
        TOKEN, Outcome.failed(failure), "", "", List.of(), Map.of(), Map.of(), List.of());
  }

  private static AttemptResult cancelled() {
    return new AttemptResult(
        TOKEN, Outcome.cancelled(), "", "", List.of(), Map.of(), Map.of(), List.of());
  }

  private static String golden(String name) throws IOException {
    try (InputStream file = GoldenTest.class.getResourceAsStream("/golden/" + name + ".json")) {
      return new String(
          Objects.requireNonNull(file, "golden/" + name + ".json is missing").readAllBytes(),
          StandardCharsets.UTF_8);
    }
  }
}
