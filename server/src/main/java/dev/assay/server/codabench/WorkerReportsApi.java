package dev.assay.server.codabench;

import dev.assay.contract.Heartbeat.Activity;
import dev.assay.server.runs.Offer;
import dev.assay.server.runs.Offers;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * Where Codabench's workers report, proving themselves by the secret of their message. The secret
 * is checked first, and nothing happens before.
 */
@RestController
final class WorkerReportsApi {
  private static final String HOST = "_hostname-";

  private final Offers offers;
  private final StepReports reports;

  WorkerReportsApi(Offers offers, StepReports reports) {
    this.offers = offers;
    this.reports = reports;
  }

  @PatchMapping({"/api/submissions/{id}/", "/api/submissions/{id}"})
  ResponseEntity<Map<String, Object>> patch(
      @PathVariable long id, @RequestParam Map<String, String> said) throws IOException {
    return update(id, said);
  }

  @PutMapping({"/api/submissions/{id}/", "/api/submissions/{id}"})
  ResponseEntity<Map<String, Object>> put(
      @PathVariable long id, @RequestParam Map<String, String> said) throws IOException {
    return update(id, said);
  }

  private ResponseEntity<Map<String, Object>> update(long id, Map<String, String> said)
      throws IOException {
    var offer = find(id, said.get("secret"));
    if (offer.isEmpty() || said.containsKey("task")) {
      return forbidden("Submission secrets do not match");
    }
    var clean = new LinkedHashMap<String, String>();
    // Programs print anything; PostgreSQL's text takes everything but NUL.
    said.forEach((key, value) -> clean.put(key, value.replace('\0', '\uFFFD')));
    if (!take(offer.get(), clean)) {
      return forbidden("This run is over here, or somebody else's: stop it.");
    }
    var answer = new LinkedHashMap<String, Object>();
    answer.put("id", id);
    answer.put("phase", offer.get().phase().value());
    answer.put("status", clean.getOrDefault("status", "Running"));
    return ResponseEntity.ok(answer);
  }

  private boolean take(Offer offer, Map<String, String> said) throws IOException {
    var type = said.get("type");
    if (type != null) {
      return reports.trouble(offer, type, said.getOrDefault("error_message", type));
    }
    var details = said.getOrDefault("status_details", "");
    return switch (said.getOrDefault("status", "")) {
      case "Running" -> reports.running(offer, host(details));
      case "Scoring" -> reports.predicted(offer);
      case "Finished" -> reports.finished(offer);
      case "Failed" -> reports.failed(offer, details);
      // "Preparing", a checksum once all is fetched, or something newer: a sign of life.
      default ->
          reports.busy(offer, said.containsKey("md5") ? Activity.RUNNING : Activity.FETCHING);
    };
  }

  private static String host(String details) {
    int at = details.indexOf(HOST);
    var host = at < 0 ? "" : details.substring(at + HOST.length()).strip();
    var named = host.isEmpty() ? "Codabench worker" : host;
    return named.substring(0, Math.min(100, named.length()));
  }

  @PostMapping({"/api/upload_submission_scores/{id}/", "/api/upload_submission_scores/{id}"})
  ResponseEntity<?> scores(@PathVariable long id, @RequestBody byte[] body) throws IOException {
    JsonNode posted;
    try {
      posted = PostedScores.MAPPER.readTree(body);
    } catch (JacksonException e) {
      return ResponseEntity.badRequest().body(Map.of("detail", "The body is no JSON"));
    }
    var scores = posted.path("scores");
    if (!posted.path("secret").isString() || scores.isMissingNode()) {
      return ResponseEntity.badRequest()
          .contentType(MediaType.APPLICATION_JSON)
          .body("[\"secret and scores are required: a text and an object\"]");
    }
    var offer = find(id, posted.path("secret").stringValue());
    if (offer.isEmpty()) {
      return forbidden("Submission secrets do not match");
    }
    // These workers do not look at the answer, so what cannot be used has to be taken in as well.
    return reports.scored(
            offer.get(), PostedScores.MAPPER.writeValueAsString(scores).replace("\0", ""))
        ? ResponseEntity.ok().build()
        : forbidden("This run is over here, or somebody else's.");
  }

  private Optional<Offer> find(long id, @Nullable String secret) {
    return Secrets.parse(secret)
        .flatMap(offers::find)
        .filter(offer -> offer.evaluation().value() == id);
  }

  private static ResponseEntity<Map<String, Object>> forbidden(String why) {
    return ResponseEntity.status(HttpStatus.FORBIDDEN)
        .contentType(MediaType.APPLICATION_JSON)
        .body(Map.of("detail", why));
  }

  /** The secret as workers send it. */
  static final class Secrets {
    private Secrets() {}

    static Optional<UUID> parse(@Nullable String text) {
      try {
        return text == null ? Optional.empty() : Optional.of(UUID.fromString(text.strip()));
      } catch (IllegalArgumentException e) {
        return Optional.empty();
      }
    }
  }
}
