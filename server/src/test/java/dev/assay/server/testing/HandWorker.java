package dev.assay.server.testing;

import dev.assay.contract.AttemptResult;
import dev.assay.contract.AttemptResult.Outcome;
import dev.assay.contract.AttemptResult.StoredObject;
import dev.assay.contract.Cause;
import dev.assay.contract.ClaimRequest;
import dev.assay.contract.Failure;
import dev.assay.contract.Heartbeat;
import dev.assay.contract.HeartbeatReply;
import dev.assay.contract.Json;
import dev.assay.contract.LogChunk;
import dev.assay.contract.LogStream;
import dev.assay.contract.Paths;
import dev.assay.contract.RunOrder;
import dev.assay.contract.Sha256;
import dev.assay.contract.Step;
import dev.assay.contract.UploadKind;
import dev.assay.contract.WorkerInfo;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** A worker on the wire that does what a test says, and no more. */
public final class HandWorker {
  private final HttpClient http = HttpClient.newHttpClient();
  private final URI site;
  private final WorkerInfo info;

  public HandWorker(TestSite site, String name) {
    this.site = site.url();
    this.info = new WorkerInfo(name, UUID.randomUUID(), "0.1", "docker", 2, 1L << 30, 0, 8);
  }

  /** The next run, if one comes within ten seconds. */
  public Optional<RunOrder> claim(Long... running) throws Exception {
    var response = post(Paths.CLAIM, new ClaimRequest(info, 1, 10, List.of(running)));
    return response.statusCode() == 204
        ? Optional.empty()
        : Optional.of(Json.MAPPER.readValue(response.body(), RunOrder.class));
  }

  /** Whether a cancel is asked for; empty once the lease is lost. */
  public Optional<Boolean> heartbeat(RunOrder order, Step step) throws Exception {
    var beat = new Heartbeat(order.token(), Heartbeat.Activity.RUNNING, step, null, null);
    var response = post(Paths.heartbeat(order.attempt()), beat);
    return response.statusCode() == 409
        ? Optional.empty()
        : Optional.of(Json.MAPPER.readValue(response.body(), HeartbeatReply.class).cancel());
  }

  public void log(RunOrder order, LogStream stream, int number, long offset, String text)
      throws Exception {
    var bytes = text.getBytes(StandardCharsets.UTF_8);
    post(Paths.logs(order.attempt()), new LogChunk(order.token(), stream, number, offset, bytes));
  }

  /** Stores predictions and reports a score of the column {@code score}. */
  public void scored(RunOrder order, String score) throws Exception {
    scored(order, Map.of("score", score));
  }

  /** Stores predictions and reports scores, by column. */
  public void scored(RunOrder order, Map<String, String> scores) throws Exception {
    Map<String, BigDecimal> numbers = new HashMap<>();
    scores.forEach((column, value) -> numbers.put(column, new BigDecimal(value)));
    Map<UploadKind, StoredObject> stored = Map.of();
    var link = order.uploads().get(UploadKind.PREDICTIONS);
    if (link != null) {
      stored = Map.of(UploadKind.PREDICTIONS, put(link.url()));
    }
    report(order, Outcome.scored(numbers), stored);
  }

  public void failed(RunOrder order, Failure failure) throws Exception {
    report(order, Outcome.failed(failure), Map.of());
  }

  /** The organiser's program is to blame. */
  public void scorerFailed(RunOrder order) throws Exception {
    failed(
        order,
        new Failure(
            Cause.SCORING_PROGRAM_FAILED,
            Cause.SCORING_PROGRAM_FAILED.fault(),
            Step.SCORE,
            null,
            1,
            "The scoring program ended with exit code 1.",
            "Mend the scoring program.",
            List.of("KeyError: 'truth'")));
  }

  public void cancelled(RunOrder order) throws Exception {
    report(order, Outcome.cancelled(), Map.of());
  }

  private void report(RunOrder order, Outcome outcome, Map<UploadKind, StoredObject> stored)
      throws Exception {
    var result =
        new AttemptResult(order.token(), outcome, "", "", List.of(), stored, Map.of(), List.of());
    var response = post(Paths.result(order.attempt()), result);
    if (response.statusCode() / 100 != 2) {
      throw new IOException(response.statusCode() + ": " + response.body());
    }
  }

  private StoredObject put(String url) throws Exception {
    // An empty zip.
    var bytes = new byte[22];
    bytes[0] = 'P';
    bytes[1] = 'K';
    bytes[2] = 5;
    bytes[3] = 6;
    http.send(
        HttpRequest.newBuilder(site.resolve(url)).PUT(BodyPublishers.ofByteArray(bytes)).build(),
        BodyHandlers.discarding());
    return new StoredObject(bytes.length, Sha256.hex(bytes));
  }

  private HttpResponse<String> post(String path, Object body) throws Exception {
    return http.send(
        HttpRequest.newBuilder(site.resolve(path))
            .header("Authorization", "Bearer " + TestSite.WORKER_TOKEN)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(Json.MAPPER.writeValueAsString(body)))
            .build(),
        BodyHandlers.ofString());
  }
}
