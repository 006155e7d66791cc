package dev.assay.cli.site;

import dev.assay.cli.IoWords;
import dev.assay.cli.Stopped;
import dev.assay.contract.Json;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** A site's API in somebody's name. */
public final class SiteClient {
  /** An answer takes milliseconds, but for the sealing of a large file. */
  private static final Duration ANSWERED = Duration.ofMinutes(5);

  private static final Duration FOLLOWED = Duration.ofMinutes(1);
  private static final Duration SENT_WHOLE = Duration.ofMinutes(30);

  private final URI site;
  private final @Nullable String token;
  private final HttpClient http =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();

  private SiteClient(URI site, @Nullable String token) {
    this.site = site;
    this.token = token;
  }

  /** As a visitor. */
  public static SiteClient visiting(URI site) {
    return new SiteClient(site, null);
  }

  /** The same site for whom this API token was made. */
  public SiteClient withToken(String secret) {
    return new SiteClient(site, secret.strip());
  }

  /** The same site for whom this password lets in, by a fresh API token. */
  public SiteClient loggedIn(String username, String password) {
    var answer =
        post(
            "/api/v1/tokens",
            Map.of("username", username, "password", password, "name", "command line"));
    return withToken(answer.path("token").asString());
  }

  /** The site's address. */
  public URI site() {
    return site;
  }

  /**
   * What stands at a path.
   *
   * @throws Refused if the site says no
   */
  public JsonNode get(String path) {
    return send(request(path).GET());
  }

  /**
   * The same of something that is followed. A site that does not answer, as while it is restarted,
   * is asked again.
   *
   * @param until then it is given up
   * @throws Refused if the site says no
   */
  JsonNode follow(String path, Instant until) {
    var pause = new GrowingPause();
    while (true) {
      var request = request(path).timeout(FOLLOWED).GET();
      try {
        var answer = exchange(request);
        if (answer.statusCode() < 500 || Instant.now().isAfter(until)) {
          return read(request.build(), answer);
        }
      } catch (IOException e) {
        if (Instant.now().isAfter(until)) {
          throw unanswered(e);
        }
      }
      pause.pass();
    }
  }

  private Stopped unanswered(IOException e) {
    return Stopped.byMachine(
        "%s does not answer (%s). Is the site up, and is the address right?"
            .formatted(site, IoWords.of(e)));
  }

  /**
   * Sends something as JSON; returns the answer.
   *
   * @throws Refused if the site says no
   */
  public JsonNode post(String path, Object body) {
    return send(
        request(path)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofByteArray(Json.MAPPER.writeValueAsBytes(body))));
  }

  /** Sends a file as the part {@code file} of a form, as a browser would. */
  public JsonNode upload(String path, Path file, String fileName) {
    var boundary = "assay-" + UUID.randomUUID();
    return send(
        request(path)
            .timeout(SENT_WHOLE)
            .header("Content-Type", "multipart/form-data; boundary=" + boundary)
            .POST(multipart(file, fileName, boundary)));
  }

  private static BodyPublisher multipart(Path file, String fileName, String boundary) {
    var head =
        "--%s\r\nContent-Disposition: form-data; name=\"file\"; filename=\"%s\"\r\nContent-Type: application/zip\r\n\r\n"
            .formatted(boundary, fileName.replaceAll("[\"\\r\\n]", "_"));
    try {
      return BodyPublishers.concat(
          BodyPublishers.ofString(head),
          BodyPublishers.ofFile(file),
          BodyPublishers.ofString("\r\n--" + boundary + "--\r\n"));
    } catch (FileNotFoundException e) {
      throw Stopped.byMachine("There is no file " + file + ".");
    }
  }

  /** Whatever the site answers, for callers that know what to do about it. */
  HttpResponse<String> exchange(HttpRequest.Builder request) throws IOException {
    try {
      return http.send(request.build(), BodyHandlers.ofString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw Stopped.byMachine("Interrupted while waiting for " + site + ".");
    }
  }

  /**
   * The same for what may take long while something moves.
   *
   * @param moved how many bytes have gone on their way so far
   * @param silence for so long nothing may move, neither bytes nor an answer
   * @throws HttpTimeoutException if nothing did: the connection is dead though nobody said so
   */
  HttpResponse<String> exchange(HttpRequest.Builder request, LongSupplier moved, Duration silence)
      throws IOException {
    request.timeout(SENT_WHOLE);
    var answer = http.sendAsync(request.build(), BodyHandlers.ofString());
    try {
      while (true) {
        var before = moved.getAsLong();
        try {
          return answer.get(silence.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
          if (moved.getAsLong() == before) {
            throw new HttpTimeoutException("nothing has moved for " + silence.toSeconds() + " s");
          }
        }
      }
    } catch (ExecutionException e) {
      throw e.getCause() instanceof IOException cause ? cause : new IOException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw Stopped.byMachine("Interrupted while waiting for " + site + ".");
    } finally {
      answer.cancel(true);
    }
  }

  /** What was refused, in the site's words. */
  static Refused refused(HttpResponse<String> response) {
    var body = parse(response.body());
    var said = body.path("error").asString("");
    return new Refused(
        response.statusCode(),
        said.isEmpty() ? response.uri() + " answered " + response.statusCode() + "." : said,
        body);
  }

  HttpRequest.Builder request(String path) {
    var request = HttpRequest.newBuilder(site.resolve(path)).timeout(ANSWERED);
    request.header("Accept", "application/json");
    if (token != null) {
      request.header("Authorization", "Bearer " + token);
    }
    return request;
  }

  private JsonNode send(HttpRequest.Builder builder) {
    var request = builder.build();
    try {
      return read(request, http.send(request, BodyHandlers.ofString()));
    } catch (IOException e) {
      throw unanswered(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw Stopped.byMachine("Interrupted while waiting for " + site + ".");
    }
  }

  private static JsonNode read(HttpRequest request, HttpResponse<String> response) {
    var body = parse(response.body());
    if (response.statusCode() < 300) {
      return body;
    }
    var said = body.path("error").asString("");
    throw new Refused(
        response.statusCode(),
        said.isEmpty()
            ? request.method() + " " + request.uri() + " answered " + response.statusCode() + "."
            : said,
        body);
  }

  private static JsonNode parse(String body) {
    try {
      return Json.MAPPER.readTree(body.isBlank() ? "{}" : body);
    } catch (JacksonException e) {
      return Json.MAPPER.createObjectNode();
    }
  }

  /** The site said no, in its own words. */
  public static final class Refused extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final int status;
    private final transient JsonNode body;

    Refused(int status, String message, JsonNode body) {
      super(message);
      this.status = status;
      this.body = body;
    }

    /** The HTTP status of the answer. */
    public int status() {
      return status;
    }

    /** What came with the refusal, such as findings. */
    public JsonNode body() {
      return body;
    }
  }
}
