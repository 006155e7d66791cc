package dev.assay.benchmarks.lab;

import dev.assay.benchmarks.lab.Acknowledged.Stream;
import dev.assay.benchmarks.lab.Crowd.Promise;
import dev.assay.contract.LogStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;

/** Reads logs as people do, and holds them, byte for byte, against what was promised of them. */
final class LogAudit {
  private final URI site;
  private final String token;
  private final Audit audit;

  LogAudit(URI site, String token, Audit audit) {
    this.site = site;
    this.token = token;
    this.audit = audit;
  }

  /** Of every attempt, scored or lost, whatever a site once said it has. */
  List<String> ofAttempts(Acknowledged acknowledged)
      throws SQLException, IOException, InterruptedException {
    var missing = new ArrayList<>(acknowledged.contradictions());
    var places = audit.attempts();
    try (var http = HttpClient.newHttpClient()) {
      for (var stream : acknowledged.all().entrySet()) {
        var place = places.get(stream.getKey().attempt());
        if (place == null) {
          missing.add(stream.getKey() + " is of no attempt");
          continue;
        }
        check(
            stream.getKey(), stream.getValue(), read(http, place, stream.getKey().name()), missing);
      }
    }
    return missing;
  }

  private static void check(
      Stream stream, NavigableMap<Long, byte[]> promised, byte[] kept, List<String> missing) {
    for (var piece : promised.entrySet()) {
      int from = Math.toIntExact(piece.getKey());
      int to = from + piece.getValue().length;
      if (to > kept.length
          || !Arrays.equals(kept, from, to, piece.getValue(), 0, piece.getValue().length)) {
        missing.add("bytes %d to %d of %s are not what was taken".formatted(from, to, stream));
        return;
      }
    }
  }

  /** Of each attempt that was scored, all that its programs printed and nothing else. */
  List<String> ofScored(Map<Long, Promise> receipts)
      throws SQLException, IOException, InterruptedException {
    var wrong = new ArrayList<String>();
    try (var http = HttpClient.newHttpClient()) {
      for (var scored : audit.scored()) {
        var promise = receipts.get(scored.submission());
        if (promise == null) {
          continue;
        }
        if (scored.predicted()) {
          var printed = read(http, scored.place(), LogStream.PREDICT_PROGRAM_STDOUT);
          compare(printed, promise.printed(), scored, wrong);
        }
        var said = read(http, scored.place(), LogStream.SCORE_PROGRAM_STDOUT);
        compare(said, WrittenBundle.scored(promise.number()), scored, wrong);
      }
    }
    return wrong;
  }

  private static void compare(
      byte[] bytes, String expected, Audit.Scored scored, List<String> wrong) {
    if (!new String(bytes, StandardCharsets.UTF_8).equals(expected)) {
      wrong.add(
          "the log of submission %d, attempt %d, is not what its programs printed"
              .formatted(scored.submission(), scored.place().number()));
    }
  }

  /** A site that has just come up may refuse at first. */
  private byte[] read(HttpClient http, Audit.Place place, LogStream stream)
      throws IOException, InterruptedException {
    var path =
        "/evaluations/%d/attempts/%d/logs/%s"
            .formatted(place.evaluation(), place.number(), stream.label());
    return Watch.until(Duration.ofSeconds(60), () -> read(http, path))
        .orElseThrow(() -> new IllegalStateException(path + " cannot be read for a minute"));
  }

  private Optional<byte[]> read(HttpClient http, String path)
      throws IOException, InterruptedException {
    var answer =
        http.send(
            HttpRequest.newBuilder(site.resolve(path))
                .timeout(Duration.ofMinutes(2))
                .header("Authorization", "Bearer " + token)
                .build(),
            BodyHandlers.ofByteArray());
    return answer.statusCode() == 200 ? Optional.of(answer.body()) : Optional.empty();
  }
}
