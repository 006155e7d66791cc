package dev.assay.server.runs;

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
import dev.assay.server.kernel.AttemptId;
import dev.assay.server.kernel.QueueId;
import dev.assay.server.queues.WorkerTokens;
import dev.assay.server.queues.Workers;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Where workers call. They prove themselves by a worker token, not by a session. */
@RestController
@RequestMapping(Paths.BASE)
final class WorkerApi {
  private static final Logger log = LoggerFactory.getLogger(WorkerApi.class);

  private final WorkerTokens tokens;
  private final Workers workers;
  private final Dispatch dispatch;
  private final Leases leases;
  private final Results results;
  private final AttemptEnds ends;
  private final JdbcLogChunks logs;
  private final JdbcOffers offers;

  WorkerApi(
      WorkerTokens tokens,
      Workers workers,
      Dispatch dispatch,
      Leases leases,
      Results results,
      AttemptEnds ends,
      JdbcLogChunks logs,
      JdbcOffers offers) {
    this.tokens = tokens;
    this.workers = workers;
    this.dispatch = dispatch;
    this.leases = leases;
    this.results = results;
    this.ends = ends;
    this.logs = logs;
    this.offers = offers;
  }

  @PostMapping("/claim")
  void claim(HttpServletRequest request, HttpServletResponse response)
      throws IOException, InterruptedException {
    var queue = WorkerCall.queue(request, tokens, offers);
    var claim = WorkerCall.body(request, ClaimRequest.class);
    var worker =
        workers
            .asks(queue, claim.worker(), claim.freeSlots())
            .orElseThrow(
                () -> Refused.malformed("Another queue knows this instance; make a new id"));
    if (claim.condition() != null) {
      workers.tells(worker, claim.condition());
    }
    var offer = WorkerCall.ticket(request).map(this::wanted);
    var order = dispatch.claim(queue, worker, claim);
    order.ifPresent(
        begun -> offer.ifPresent(taken -> offers.used(taken, new AttemptId(begun.attempt()))));
    if (order.isEmpty()) {
      response.setStatus(HttpServletResponse.SC_NO_CONTENT);
      return;
    }
    deliver(queue, order.get(), response);
  }

  /** A message is a hint that something waits; which run it is, the queue's order decides. */
  private OfferId wanted(UUID secret) {
    return offers.findWanted(secret).orElseThrow(Refused::offerOver);
  }

  /** Nobody else would start it for a whole lease, if the worker hung up meanwhile. */
  private void deliver(QueueId queue, RunOrder order, HttpServletResponse response) {
    try {
      response.setContentType(MediaType.APPLICATION_JSON_VALUE);
      response.getOutputStream().write(Json.MAPPER.writeValueAsBytes(order));
      response.flushBuffer();
    } catch (IOException e) {
      log.info("The worker hung up before it got attempt {}", order.attempt(), e);
      ends.release(queue, new AttemptId(order.attempt()), order.token(), "it was never delivered");
    }
  }

  @PostMapping("/attempts/{id}/heartbeat")
  ResponseEntity<byte[]> heartbeat(@PathVariable long id, HttpServletRequest request)
      throws IOException {
    var queue = WorkerCall.queue(request, tokens, offers);
    var heartbeat = WorkerCall.body(request, Heartbeat.class);
    var cancel =
        leases.prolong(queue, new AttemptId(id), heartbeat).orElseThrow(Refused::leaseLost);
    return json(200, new HeartbeatReply(cancel));
  }

  @PostMapping("/attempts/{id}/logs")
  ResponseEntity<byte[]> logs(@PathVariable long id, HttpServletRequest request)
      throws IOException {
    var queue = WorkerCall.queue(request, tokens, offers);
    var chunk = WorkerCall.body(request, LogChunk.class);
    if (chunk.bytes().length > LogChunk.MAX_BYTES) {
      throw Refused.tooLarge(
          "A log chunk may have %d bytes at most, got %d"
              .formatted(LogChunk.MAX_BYTES, chunk.bytes().length));
    }
    if (chunk.number() < 0 || chunk.offset() < 0) {
      throw Refused.malformed(
          "A log chunk has a number and an offset from 0, got %d and %d"
              .formatted(chunk.number(), chunk.offset()));
    }
    return done(logs.take(queue, new AttemptId(id), chunk));
  }

  @PostMapping("/attempts/{id}/predictions")
  ResponseEntity<byte[]> predictions(@PathVariable long id, HttpServletRequest request)
      throws IOException {
    var queue = WorkerCall.queue(request, tokens, offers);
    var stored = WorkerCall.body(request, PredictionsStored.class);
    return done(results.takePredictions(queue, new AttemptId(id), stored));
  }

  @PostMapping("/attempts/{id}/result")
  ResponseEntity<byte[]> result(@PathVariable long id, HttpServletRequest request)
      throws IOException, InterruptedException {
    var queue = WorkerCall.queue(request, tokens, offers);
    var result = WorkerCall.body(request, AttemptResult.class);
    return done(results.take(queue, new AttemptId(id), result));
  }

  @PostMapping("/attempts/{id}/release")
  ResponseEntity<byte[]> release(@PathVariable long id, HttpServletRequest request)
      throws IOException {
    var queue = WorkerCall.queue(request, tokens, offers);
    var release = WorkerCall.body(request, Release.class);
    return done(ends.release(queue, new AttemptId(id), release.token(), release.reason()));
  }

  @PostMapping("/goodbye")
  ResponseEntity<byte[]> goodbye(HttpServletRequest request) throws IOException {
    var queue = WorkerCall.queue(request, tokens, offers);
    var goodbye = WorkerCall.body(request, Goodbye.class);
    workers
        .find(queue, goodbye.instance())
        .ifPresent(
            worker -> {
              ends.loseUnknown(worker, List.of());
              workers.gone(worker);
            });
    return done(true);
  }

  @ExceptionHandler
  ResponseEntity<byte[]> refuse(Refused refused) {
    return json(refused.status().value(), refused.refusal());
  }

  @ExceptionHandler
  ResponseEntity<byte[]> stopping(InterruptedException stopping) {
    Thread.currentThread().interrupt();
    return json(503, new Refusal("stopping", "The site stops; call again in a moment."));
  }

  private static ResponseEntity<byte[]> done(boolean accepted) {
    if (!accepted) {
      throw Refused.leaseLost();
    }
    return ResponseEntity.noContent().build();
  }

  private static ResponseEntity<byte[]> json(int status, Object body) {
    return ResponseEntity.status(status)
        .contentType(MediaType.APPLICATION_JSON)
        .body(Json.MAPPER.writeValueAsBytes(body));
  }
}
