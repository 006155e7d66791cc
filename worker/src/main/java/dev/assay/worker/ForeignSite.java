package dev.assay.worker;

import dev.assay.contract.Json;
import dev.assay.contract.codabench.RunArgs;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The calls to a Codabench site about one step, as its own worker makes them. What may pass is
 * tried again; a refusal is final.
 */
final class ForeignSite {
  /** For an answer, and for the next bytes of one. */
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private static final long BYTES_PER_SECOND = 32 * 1024;
  private static final int TRIES = 5;
  private static final int SHOWN = 200;

  /** Bounded, since it is kept in memory; sites say less than a hundredth of that. */
  private static final BodyHandler<String> ANSWER =
      BodyHandlers.limiting(BodyHandlers.ofString(), 4 << 20);

  private final HttpClient http;
  private final RunArgs args;
  private final Duration longestPause;
  private final Duration patience;

  ForeignSite(HttpClient http, RunArgs args, Duration longestPause) {
    this(http, args, longestPause, PATIENCE);
  }

  ForeignSite(HttpClient http, RunArgs args, Duration longestPause, Duration patience) {
    this.http = http;
    this.args = args;
    this.longestPause = longestPause;
    this.patience = patience;
  }

  /**
   * Reports something of the submission, such as its status; the secret is added.
   *
   * @return what the site knows of the submission then, as JSON
   */
  String patch(Map<String, String> said) throws ForeignFailed, InterruptedException {
    var all = new TreeMap<>(said);
    all.put("secret", args.secret().toString());
    var form =
        all.entrySet().stream()
            .map(entry -> entry.getKey() + "=" + encoded(entry.getValue()))
            .collect(Collectors.joining("&"));
    return call(
        "report " + said.getOrDefault("status", "news"),
        HttpRequest.newBuilder(url("/submissions/%d/"))
            .timeout(patience)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .method("PATCH", BodyPublishers.ofString(form)));
  }

  /**
   * Posts the scores, once: the site adds what comes again to what it has. Whether they arrived
   * that were not answered well, the answer to {@link #patch} tells.
   */
  void scores(Map<String, BigDecimal> scores) throws ForeignFailed, InterruptedException {
    var body = Map.of("secret", args.secret().toString(), "scores", scores);
    call(
        "post the scores",
        HttpRequest.newBuilder(url("/upload_submission_scores/%d/"))
            .timeout(patience)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofByteArray(Json.MAPPER.writeValueAsBytes(body))),
        1);
  }

  /** Puts a file to a signed address, with the headers that it was signed for. */
  void put(String address, Path file, String contentType)
      throws ForeignFailed, InterruptedException, IOException {
    call("store " + file.getFileName(), storing(address, file, contentType));
  }

  /** A larger file may take longer. */
  HttpRequest.Builder storing(String address, Path file, String contentType) throws IOException {
    return HttpRequest.newBuilder(URI.create(address))
        .timeout(patience.plusSeconds(Files.size(file) / BYTES_PER_SECOND))
        .header("Content-Type", contentType)
        .header("x-ms-blob-type", "BlockBlob")
        .header("x-ms-version", "2018-03-28")
        .PUT(BodyPublishers.ofFile(file));
  }

  /** Fetches a signed address. */
  void get(String address, Path target) throws ForeignFailed, InterruptedException {
    var request = HttpRequest.newBuilder(URI.create(address)).timeout(patience).build();
    repeat("fetch " + withoutQuery(address), () -> receive(request, target), () -> "", TRIES);
  }

  /** The status. A request's own limit ends with the first bytes of the answer. */
  private int receive(HttpRequest request, Path target) throws IOException, InterruptedException {
    var answer = http.send(request, BodyHandlers.ofInputStream());
    try (var body = new StallGuard(answer.body(), patience);
        var file = Files.newOutputStream(target)) {
      body.transferTo(file);
    }
    return answer.statusCode();
  }

  /** Secrets stand behind the question mark. */
  static String withoutQuery(String address) {
    return address.replaceFirst("\\?.*$", "");
  }

  private URI url(String format) {
    return URI.create(
        args.submissionsApiUrl().replaceFirst("/$", "") + format.formatted(args.id()));
  }

  private String call(String what, HttpRequest.Builder request)
      throws ForeignFailed, InterruptedException {
    return call(what, request, TRIES);
  }

  private String call(String what, HttpRequest.Builder request, int most)
      throws ForeignFailed, InterruptedException {
    var said = new StringBuilder();
    repeat(
        what,
        () -> {
          var answer = http.send(request.build(), ANSWER);
          said.setLength(0);
          said.append(answer.body());
          return answer.statusCode();
        },
        () -> said.substring(0, Math.min(SHOWN, said.length())),
        most);
    return said.toString();
  }

  @FunctionalInterface
  private interface Try {
    int status() throws IOException, InterruptedException;
  }

  @FunctionalInterface
  private interface Said {
    String text();
  }

  private void repeat(String what, Try attempt, Said said, int most)
      throws ForeignFailed, InterruptedException {
    var patience = new Patience(longestPause);
    for (int tries = 1; ; tries++) {
      String why;
      try {
        int status = attempt.status();
        if (status / 100 == 2) {
          return;
        }
        why = "Could not %s: HTTP %d %s".formatted(what, status, said.text());
        if (!Links.isPassing(status)) {
          throw ForeignFailed.refused(why);
        }
      } catch (IOException e) {
        why = "Could not %s: %s".formatted(what, e);
      }
      if (tries >= most) {
        throw ForeignFailed.unreachable(why);
      }
      patience.pause(why);
    }
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
