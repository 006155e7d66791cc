package dev.assay.cli.site;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.assay.cli.IoWords;
import dev.assay.cli.Stopped;
import dev.assay.contract.Json;
import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Sends a file in pieces by tus 1.0.0. A broken connection or a restart of the site costs nothing
 * but time: it goes on behind the last byte that arrived. What came is compared with what was sent.
 */
public final class ResumableUpload {
  private static final String UPLOADS = "/api/v1/uploads";

  private final SiteClient client;
  private final Consumer<String> say;
  private final Pace pace;

  /**
   * How an upload goes on.
   *
   * @param patience how long nothing may arrive before it is given up
   * @param silence how long nothing may move on a connection before another one is made
   * @param pieceSize bytes in one request
   */
  record Pace(Duration patience, Duration silence, long pieceSize) {
    /** Longer than a slow disk needs for the last piece; shorter than a person waits. */
    static final Pace USUAL = new Pace(Duration.ofMinutes(10), Duration.ofMinutes(1), 64L << 20);
  }

  /**
   * @param say hears of broken connections and of progress
   */
  public ResumableUpload(SiteClient client, Consumer<String> say) {
    this(client, say, Pace.USUAL);
  }

  ResumableUpload(SiteClient client, Consumer<String> say, Pace pace) {
    this.client = client;
    this.say = say;
    this.pace = pace;
  }

  /**
   * Sends a file; an earlier try that broke off is gone on with.
   *
   * @param about what it is for: its {@code purpose}, and what that asks for
   * @return the id of the whole upload, to be used for it
   */
  public String send(Path file, String fileName, Map<String, String> about) {
    try {
      return new Sending(file, fileName, about).run();
    } catch (IOException e) {
      throw Stopped.byMachine("Cannot read " + file + ": " + e.getMessage());
    }
  }

  private final class Sending {
    private final Path file;
    private final String fileName;
    private final Map<String, String> about;
    private final long size;
    private final UploadMemory memory;
    private final UploadProgress progress;

    Sending(Path file, String fileName, Map<String, String> about) throws IOException {
      this.file = file;
      this.fileName = fileName;
      this.about = about;
      this.size = Files.size(file);
      this.memory = UploadMemory.of(client.site(), file, about);
      this.progress = new UploadProgress(say, size);
    }

    String run() throws IOException {
      if (size == 0) {
        throw Stopped.byInput(file + " is empty.");
      }
      try (var hash = FileHash.of(file)) {
        var earlier = memory.recall().flatMap(this::offset);
        earlier.ifPresent(
            at -> say.accept("going on with an earlier upload behind byte %,d".formatted(at)));
        var upload = earlier.isPresent() ? memory.recall().orElseThrow() : begin();
        goOn(upload, earlier.orElse(0L));
        memory.forget();
        compare(upload, hash.await());
        return upload.substring(upload.lastIndexOf('/') + 1);
      }
    }

    private String begin() throws IOException {
      var told = new LinkedHashMap<>(about);
      told.put("filename", fileName);
      var answer =
          patiently(
              () ->
                  client.exchange(
                      client
                          .request(UPLOADS)
                          .header("Tus-Resumable", "1.0.0")
                          .header("Upload-Length", Long.toString(size))
                          .header("Upload-Metadata", encoded(told))
                          .POST(BodyPublishers.noBody())));
      if (answer.statusCode() != 201) {
        throw SiteClient.refused(answer);
      }
      var upload = answer.headers().firstValue("Location").orElseThrow();
      memory.remember(upload);
      return upload;
    }

    /** Where to go on; empty if the site knows nothing of it any more. */
    private Optional<Long> offset(String upload) {
      var answer =
          patiently(
              () ->
                  client.exchange(
                      client
                          .request(upload)
                          .header("Tus-Resumable", "1.0.0")
                          .method("HEAD", BodyPublishers.noBody())));
      return answer.statusCode() == 200 ? Optional.of(position(answer)) : Optional.empty();
    }

    private void goOn(String upload, long from) throws IOException {
      var offset = from;
      var lastGood = System.nanoTime();
      var pause = new GrowingPause();
      while (offset < size) {
        long arrived = arrived(upload, offset);
        if (arrived > offset) {
          lastGood = System.nanoTime();
          pause = new GrowingPause();
        } else if (System.nanoTime() - lastGood > pace.patience().toNanos()) {
          throw Stopped.byMachine(
              "The connection to %s keeps breaking. Start the same command again later: it goes on where it stopped."
                  .formatted(client.site()));
        } else {
          pause.pass();
        }
        offset = arrived;
        progress.at(offset);
      }
    }

    /** Sends a piece; how far the site has the file then. */
    private long arrived(String upload, long offset) {
      var answer = piece(upload, offset);
      if (answer == null) {
        say.accept("the connection broke; asking where to go on");
        return offset(upload).orElseThrow(ResumableUpload::forgotten);
      }
      if (answer.statusCode() >= 300 && answer.statusCode() != 409) {
        throw answer.statusCode() == 404 ? forgotten() : SiteClient.refused(answer);
      }
      return position(answer);
    }

    /** One piece; null when the connection broke or the site was not there for it. */
    private @Nullable HttpResponse<String> piece(String upload, long offset) {
      try {
        var taken = new AtomicLong();
        var length = Math.min(pace.pieceSize(), size - offset);
        var answer =
            client.exchange(
                client
                    .request(upload)
                    .header("Tus-Resumable", "1.0.0")
                    .header("Upload-Offset", Long.toString(offset))
                    .header("Content-Type", "application/offset+octet-stream")
                    .method("PATCH", FileRange.publisher(file, offset, length, taken)),
                taken::get,
                pace.silence());
        return isPassing(answer) ? null : answer;
      } catch (IOException e) {
        return null;
      }
    }

    private void compare(String upload, String sha256) {
      var stored = client.get(upload).path("sha256").asString();
      if (!stored.equals(sha256)) {
        throw Stopped.byMachine(
            "The site has received something else than was sent (SHA-256 %s, not %s). Has %s been changed meanwhile? Send it again."
                .formatted(stored, sha256, file));
      }
    }
  }

  private interface Call {
    HttpResponse<String> send() throws IOException;
  }

  /**
   * Uses a whole upload for what it was sent for. Asking again gives the same answer, so a broken
   * connection does no harm here either.
   */
  public JsonNode use(String path, String upload) {
    return use(path, upload, Map.of());
  }

  /**
   * The same with further fields of the form.
   *
   * @param fields names and values
   */
  public JsonNode use(String path, String upload, Map<String, String> fields) {
    var form = new StringBuilder("upload=" + upload);
    fields.forEach(
        (name, value) -> form.append('&').append(encoded(name)).append('=').append(encoded(value)));
    var answer =
        patiently(
            () ->
                client.exchange(
                    client
                        .request(path)
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString(form.toString()))));
    if (answer.statusCode() >= 300) {
      throw SiteClient.refused(answer);
    }
    return Json.MAPPER.readTree(answer.body());
  }

  /** Asks until there is an answer that will not be another one in a moment. */
  private HttpResponse<String> patiently(Call call) {
    var until = System.nanoTime() + pace.patience().toNanos();
    var pause = new GrowingPause();
    var said = false;
    while (true) {
      String why;
      try {
        var answer = call.send();
        if (!isPassing(answer)) {
          return answer;
        }
        why = "status " + answer.statusCode();
      } catch (IOException e) {
        why = IoWords.of(e);
      }
      if (System.nanoTime() > until) {
        throw Stopped.byMachine(
            "%s does not answer (%s). Start the same command again later: it goes on where it stopped."
                .formatted(client.site(), why));
      }
      if (!said) {
        said = true;
        say.accept(
            "%s does not answer (%s); trying again for %d min"
                .formatted(client.site(), why, pace.patience().toMinutes()));
      }
      pause.pass();
    }
  }

  /** Whether an answer says only that the time is bad. */
  private static boolean isPassing(HttpResponse<String> answer) {
    return answer.statusCode() == 423 || answer.statusCode() >= 500 && answer.statusCode() != 507;
  }

  private static long position(HttpResponse<String> answer) {
    return answer.headers().firstValueAsLong("Upload-Offset").orElseThrow();
  }

  private static Stopped forgotten() {
    return Stopped.byMachine("The site has forgotten this upload meanwhile. Send it again.");
  }

  private static String encoded(Map<String, String> about) {
    return about.entrySet().stream()
        .map(
            one ->
                one.getKey()
                    + " "
                    + Base64.getEncoder().encodeToString(one.getValue().getBytes(UTF_8)))
        .collect(Collectors.joining(","));
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
