package dev.assay.worker;

import dev.assay.contract.AttemptResult;
import dev.assay.contract.ClaimRequest;
import dev.assay.contract.Goodbye;
import dev.assay.contract.Heartbeat;
import dev.assay.contract.HeartbeatReply;
import dev.assay.contract.Json;
import dev.assay.contract.LogChunk;
import dev.assay.contract.Paths;
import dev.assay.contract.PredictionsStored;
import dev.assay.contract.Refusal;
import dev.assay.contract.Release;
import dev.assay.contract.RunOrder;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import tools.jackson.core.JacksonException;

/** The calls of a worker, as {@code dev.assay.contract} describes them; each is one try. */
final class SiteApi {
  private static final String BEARER = "Bearer ";
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final HttpClient http;
  private final URI site;
  private final String authorization;

  SiteApi(HttpClient http, URI site, String token) {
    this.http = http;
    this.site = site;
    this.authorization = BEARER + token;
  }

  URI address() {
    return site;
  }

  /** How it proves itself, for whoever goes on after this process. */
  String bearer() {
    return authorization.substring(BEARER.length());
  }

  Optional<RunOrder> claim(ClaimRequest request)
      throws SiteUnavailable, SiteRefused, InterruptedException {
    var patience = Duration.ofSeconds(request.waitSeconds()).plus(PATIENCE);
    var response = post(Paths.CLAIM, request, patience);
    return response.statusCode() == 204
        ? Optional.empty()
        : Optional.of(read(response, RunOrder.class));
  }

  HeartbeatReply heartbeat(long attempt, Heartbeat heartbeat, Duration patience)
      throws SiteUnavailable, SiteRefused, InterruptedException {
    return read(post(Paths.heartbeat(attempt), heartbeat, patience), HeartbeatReply.class);
  }

  void log(long attempt, LogChunk chunk) throws SiteUnavailable, SiteRefused, InterruptedException {
    post(Paths.logs(attempt), chunk, PATIENCE);
  }

  void predictions(long attempt, PredictionsStored stored)
      throws SiteUnavailable, SiteRefused, InterruptedException {
    post(Paths.predictions(attempt), stored, PATIENCE);
  }

  void result(long attempt, AttemptResult result)
      throws SiteUnavailable, SiteRefused, InterruptedException {
    post(Paths.result(attempt), result, PATIENCE);
  }

  void release(long attempt, Release release)
      throws SiteUnavailable, SiteRefused, InterruptedException {
    post(Paths.release(attempt), release, PATIENCE);
  }

  void goodbye(Goodbye goodbye) throws SiteUnavailable, SiteRefused, InterruptedException {
    post(Paths.GOODBYE, goodbye, Duration.ofSeconds(5));
  }

  private HttpResponse<byte[]> post(String path, Record body, Duration patience)
      throws SiteUnavailable, SiteRefused, InterruptedException {
    var request =
        HttpRequest.newBuilder(Links.below(site, path))
            .timeout(patience)
            .header("Authorization", authorization)
            .header("Content-Type", "application/json")
            .header("Accept", "application/json")
            .POST(BodyPublishers.ofByteArray(Json.MAPPER.writeValueAsBytes(body)))
            .build();
    try {
      return checked(path, http.send(request, BodyHandlers.ofByteArray()));
    } catch (IOException e) {
      throw new SiteUnavailable("The site %s does not answer: %s".formatted(site, e), e);
    }
  }

  private HttpResponse<byte[]> checked(String path, HttpResponse<byte[]> response)
      throws SiteUnavailable, SiteRefused {
    int status = response.statusCode();
    if (status / 100 == 2) {
      return response;
    }
    if (Links.isPassing(status)) {
      throw new SiteUnavailable("The site %s answers HTTP %d to %s".formatted(site, status, path));
    }
    throw new SiteRefused(status, refusal(response));
  }

  // What is not ours to explain (a proxy's page, a wrong address) is shown as it is, in short.
  private Refusal refusal(HttpResponse<byte[]> response) {
    try {
      return Json.MAPPER.readValue(response.body(), Refusal.class);
    } catch (JacksonException | NullPointerException e) {
      var text = new String(response.body(), StandardCharsets.UTF_8).strip();
      var start = text.substring(0, Math.min(200, text.length()));
      return new Refusal(
          "unexplained", "Is %s an Assay site? It answers: %s".formatted(site, start));
    }
  }

  private <T> T read(HttpResponse<byte[]> response, Class<T> type) throws SiteUnavailable {
    try {
      return Json.MAPPER.readValue(response.body(), type);
    } catch (JacksonException e) {
      throw new SiteUnavailable(
          "The site %s answers something else than a %s: %s"
              .formatted(site, type.getSimpleName(), e.getOriginalMessage()),
          e);
    }
  }
}
