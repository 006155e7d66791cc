package dev.assay.server.runs;

import dev.assay.contract.LogStream;
import dev.assay.server.accounts.CurrentAccount;
import dev.assay.server.kernel.EvaluationId;
import dev.assay.server.kernel.SubmissionId;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;
import org.springframework.web.servlet.mvc.method.annotation.StreamingResponseBody;

/** Logs for people: live, and stream by stream. */
@RestController
class LogApi {
  private final LogFollower follower;
  private final JdbcLogReading reading;
  private final SubmissionAccess access;
  private final CurrentAccount accounts;

  LogApi(
      LogFollower follower,
      JdbcLogReading reading,
      SubmissionAccess access,
      CurrentAccount accounts) {
    this.follower = follower;
    this.reading = reading;
    this.access = access;
    this.accounts = accounts;
  }

  /**
   * Events: {@code log} (JSON; its id is where to go on), {@code state} (HTML), {@code end}.
   *
   * @param resumed sent by the browser when it connects again
   */
  @GetMapping(path = "/submissions/{id}/log/stream", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
  SseEmitter stream(
      @PathVariable long id,
      @RequestParam(defaultValue = "0") long after,
      @RequestHeader(name = "Last-Event-ID", required = false) @Nullable String resumed,
      HttpServletResponse response) {
    var submission = new SubmissionId(id);
    requireLogs(submission);
    var reader = accounts.find().orElse(null);
    var from = number(resumed).orElse(after);
    response.setHeader("Cache-Control", "no-store");
    response.setHeader("X-Accel-Buffering", "no");
    var emitter = new SseEmitter(0L);
    Thread.ofVirtual()
        .name("log-" + id)
        .start(() -> follower.follow(submission, reader, from, emitter));
    return emitter;
  }

  @GetMapping("/evaluations/{id}/attempts/{number}/logs/{stream}")
  ResponseEntity<StreamingResponseBody> whole(
      @PathVariable long id,
      @PathVariable int number,
      @PathVariable String stream,
      @RequestParam(defaultValue = "false") boolean download) {
    var evaluation = new EvaluationId(id);
    requireLogs(reading.submission(evaluation).orElseThrow(LogApi::notFound));
    var attempt = reading.attempt(evaluation, number).orElseThrow(LogApi::notFound);
    var wanted =
        Arrays.stream(LogStream.values())
            .filter(one -> one.label().equals(stream))
            .findFirst()
            .orElseThrow(LogApi::notFound);
    var name = "evaluation-%d-attempt-%d-%s.log".formatted(id, number, stream);
    return ResponseEntity.ok()
        .contentType(MediaType.parseMediaType("text/plain;charset=utf-8"))
        .header("X-Content-Type-Options", "nosniff")
        .header(
            "Content-Disposition",
            "%s; filename=\"%s\"".formatted(download ? "attachment" : "inline", name))
        .body(out -> reading.writeTo(attempt, wanted, out));
  }

  /** Somebody who may not see the submission learns nothing, not even that it exists. */
  private void requireLogs(SubmissionId submission) {
    var reader = accounts.find().orElse(null);
    if (!access.maySee(reader, submission)) {
      throw notFound();
    }
    if (!access.maySeeLogs(reader, submission)) {
      throw new ResponseStatusException(
          HttpStatus.FORBIDDEN, "The organiser hides the logs of this phase.");
    }
  }

  private static ResponseStatusException notFound() {
    return new ResponseStatusException(HttpStatus.NOT_FOUND);
  }

  private static Optional<Long> number(@Nullable String text) {
    try {
      return text == null ? Optional.empty() : Optional.of(Long.parseLong(text));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }
}
