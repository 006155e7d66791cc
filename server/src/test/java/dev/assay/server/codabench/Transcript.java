package dev.assay.server.codabench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.contract.Json;
import dev.assay.contract.codabench.CeleryTask;
import dev.assay.contract.codabench.RunArgs;
import dev.assay.server.testing.TestBundle;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A recorded conversation of Codabench's worker, held again with a site: lines of {@code take},
 * {@code GET}, {@code PUT}, {@code PATCH}, {@code POST} and {@code WS}, each with the status that
 * the site has to answer, and {@code EVENT} for what its Celery tells beside.
 */
final class Transcript {
  private final BrokerBed bed;
  private final HttpClient http = HttpClient.newHttpClient();
  private @Nullable RunArgs args;
  private @Nullable UUID task;
  private JsonNode links = Json.MAPPER.createObjectNode();

  Transcript(BrokerBed bed) {
    this.bed = bed;
  }

  static List<String> lines(String name) throws IOException {
    try (var in = Transcript.class.getResourceAsStream("/codabench/" + name + ".transcript")) {
      return new String(Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .toList();
    }
  }

  void play(String name) throws Exception {
    for (var line : lines(name)) {
      play(line, name);
    }
  }

  private void play(String line, String name) throws Exception {
    var halves = line.split(" -> ");
    int status = perform(halves[0]);
    if (halves.length > 1) {
      assertThat(status).as(name + ": " + line).isEqualTo(Integer.parseInt(halves[1].strip()));
    }
  }

  private int perform(String action) throws Exception {
    var words = action.split(" ", 2);
    return switch (words[0]) {
      case "take" -> take(words[1]);
      case "GET" -> send(HttpRequest.newBuilder(link(words[1])).GET());
      case "PUT" -> put(words[1]);
      case "PATCH" -> patch(words[1]);
      case "POST" -> post(words[1]);
      case "WS" -> listenTo(words[1]);
      case "EVENT" -> tell(words[1]);
      default -> throw new IllegalArgumentException(action);
    };
  }

  private int take(String step) throws Exception {
    take(bed.take());
    assertThat(args().isScoring()).isEqualTo(step.equals("score"));
    return 0;
  }

  void take(CeleryTask message) {
    args = message.args();
    task = message.id();
    links = Json.MAPPER.readTree(message.body()).path(0).path(0);
  }

  RunArgs args() {
    return Objects.requireNonNull(args, "Nothing was taken yet");
  }

  UUID task() {
    return Objects.requireNonNull(task, "Nothing was taken yet");
  }

  /** The site was told another port than it has. */
  private URI link(String name) {
    var link = URI.create(links.path(name).asString());
    return bed.site.url().resolve(link.getRawPath() + "?" + link.getRawQuery());
  }

  void putPredictions() throws Exception {
    assertThat(put("prediction_result zip metadata=exitCode: 0\n")).isEqualTo(200);
  }

  private int put(String words) throws Exception {
    var parts = words.split(" ", 2);
    var request =
        HttpRequest.newBuilder(link(parts[0]))
            .header("Content-Type", "application/zip")
            .header("x-ms-blob-type", "BlockBlob")
            .header("x-ms-version", "2018-03-28")
            .PUT(BodyPublishers.ofByteArray(content(parts[1])));
    return send(request);
  }

  private static byte[] content(String words) {
    if (words.startsWith("bytes ")) {
      return new byte[Integer.parseInt(words.substring("bytes ".length()))];
    }
    var text = words.replace("\\n", "\n");
    if (!text.startsWith("zip ")) {
      return text.getBytes(StandardCharsets.UTF_8);
    }
    var file = text.substring("zip ".length()).split("=", 2);
    return TestBundle.zipOf(Map.of(file[0], file[1].getBytes(StandardCharsets.UTF_8)));
  }

  int patch(String words) throws Exception {
    return patchOf(args().id(), words);
  }

  int patchOf(long id, String words) throws Exception {
    var form =
        Arrays.stream((words + " & secret=" + args().secret()).split(" & "))
            .map(pair -> pair.split("=", 2))
            .map(pair -> pair[0] + "=" + URLEncoder.encode(pair[1], StandardCharsets.UTF_8))
            .collect(Collectors.joining("&"));
    return send(
        HttpRequest.newBuilder(bed.site.url().resolve("/api/submissions/" + id + "/"))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .method("PATCH", BodyPublishers.ofString(form)));
  }

  private int post(String scores) throws Exception {
    var body = "{\"secret\": \"%s\", \"scores\": %s}".formatted(args().secret(), scores);
    return send(
        HttpRequest.newBuilder(
                bed.site.url().resolve("/api/upload_submission_scores/" + args().id() + "/"))
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body)));
  }

  private int listenTo(String words) throws Exception {
    var parts = words.split(" ", 2);
    var address =
        URI.create(
            "ws://127.0.0.1:%d/submission_input/%d/%d/%s/?kind=%s"
                .formatted(
                    bed.site.url().getPort(),
                    args().userPk(),
                    args().id(),
                    args().secret(),
                    parts[0]));
    var socket = http.newWebSocketBuilder().buildAsync(address, new WebSocket.Listener() {}).join();
    socket.sendText(parts[1], true).join();
    socket.sendClose(WebSocket.NORMAL_CLOSURE, "").join();
    return 0;
  }

  /** As Celery tells of the task, which it does in lists. */
  private int tell(String words) throws Exception {
    var parts = words.split(" ", 2);
    tell(parts[0], "compute-worker@gpu-7", parts[1]);
    return 0;
  }

  void tell(String type, String node, String exception) throws Exception {
    var event =
        Map.of(
            "type", type,
            "hostname", node,
            "uuid", task().toString(),
            "exception", exception,
            "clock", 7);
    bed.celeryTells("task.multi", Json.MAPPER.writeValueAsBytes(List.of(event)));
  }

  private int send(HttpRequest.Builder request) throws Exception {
    HttpResponse<String> answer = http.send(request.build(), BodyHandlers.ofString());
    return answer.statusCode();
  }
}
