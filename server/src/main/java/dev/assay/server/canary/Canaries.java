package dev.assay.server.canary;

import dev.assay.contract.Cause;
import dev.assay.contract.Fault;
import dev.assay.server.canary.JdbcCanaries.Due;
import dev.assay.server.canary.JdbcCanaries.Running;
import dev.assay.server.competitions.Competitions;
import dev.assay.server.queues.QueueClosing;
import dev.assay.server.runs.Runs;
import dev.assay.server.tasks.Tasks;
import dev.assay.server.web.Readable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionOperations;

/** Tries each queue on a schedule, and judges how that went. */
@Service
class Canaries {
  private static final Logger log = LoggerFactory.getLogger(Canaries.class);

  private final JdbcCanaries canaries;
  private final CanaryBenchmark benchmark;
  private final Competitions competitions;
  private final Tasks tasks;
  private final Runs runs;
  private final CanarySettings settings;
  private final ApplicationEventPublisher events;
  private final TransactionOperations transactions;
  private final Clock clock;

  Canaries(
      JdbcCanaries canaries,
      CanaryBenchmark benchmark,
      Competitions competitions,
      Tasks tasks,
      Runs runs,
      CanarySettings settings,
      ApplicationEventPublisher events,
      TransactionOperations transactions,
      Clock clock) {
    this.canaries = canaries;
    this.benchmark = benchmark;
    this.competitions = competitions;
    this.tasks = tasks;
    this.runs = runs;
    this.settings = settings;
    this.events = events;
    this.transactions = transactions;
    this.clock = clock;
  }

  /** Judges what is under way, then sends in what is due. */
  void tend() {
    if (!settings.isOn()) {
      return;
    }
    canaries.running().forEach(this::judge);
    canaries.due(settings.every()).forEach(this::send);
  }

  private void send(Due due) {
    try {
      var canary = benchmark.of(due.queue(), due.image());
      var competition = competitions.find(canary.competition()).orElseThrow();
      var versions = tasks.currentVersions(canary.phase());
      transactions.executeWithoutResult(
          status -> runs.evaluate(canaries.submit(canary, due), competition, versions));
    } catch (IOException e) {
      throw new UncheckedIOException("The canary cannot be stored", e);
    }
  }

  private void judge(Running running) {
    var verdict = why(running, clock.instant());
    if (running.isStopped()) {
      canaries.stopped(running.queue());
    } else if (verdict != null) {
      transactions.executeWithoutResult(status -> note(running, verdict));
    }
  }

  private void note(Running running, String trouble) {
    if (trouble.isEmpty()) {
      canaries.good(running.queue());
    } else if (saysNothing(running)) {
      canaries.unproven(running.queue(), trouble);
      return;
    } else if (running.isOver()) {
      canaries.failed(running.queue(), trouble);
    } else {
      canaries.overdue(running.queue(), trouble);
    }
    if (running.wasFailing() == trouble.isEmpty()) {
      log.warn(
          "The canary of queue {} {}",
          running.queue(),
          trouble.isEmpty() ? "is scored again" : "failed: " + trouble);
      events.publishEvent(new QueueTried(running.queue(), running.submission(), trouble));
    }
  }

  /**
   * Nothing showed that the queue's workers have the image, or that it has a shell: then it is the
   * image that is at fault, not the queue.
   */
  private static boolean saysNothing(Running running) {
    var cause = running.cause();
    return running.isGuess()
        && !running.wasFailing()
        && running.isOver()
        && cause != null
        && (cause == Cause.IMAGE_PULL_FAILED || cause.fault() == Fault.ORGANISER);
  }

  /** It is no use to a queue that is about to go, and must not hold it. */
  @EventListener
  void closing(QueueClosing event) {
    canaries.open(event.queue()).ifPresent(runs::cancel);
  }

  /** Null while nothing can be said, empty when all is well. */
  private @Nullable String why(Running running, Instant now) {
    return switch (running.submissionState()) {
      case "finished" -> "";
      case "failed" -> Objects.requireNonNullElse(running.failure(), "It failed.");
      case "cancelled" -> null;
      default -> unfinished(running, now);
    };
  }

  private @Nullable String unfinished(Running running, Instant now) {
    var leased = running.leasedAt();
    if (leased != null && overdue(leased, now)) {
      return "A worker has had it for %s and is not done."
          .formatted(Readable.duration(Duration.between(leased, now)));
    }
    return leased == null && !running.anyWorker() && overdue(running.startedAt(), now)
        ? "No worker has asked for it for %s."
            .formatted(Readable.duration(Duration.between(running.startedAt(), now)))
        : null;
  }

  private boolean overdue(Instant since, Instant now) {
    return since.plus(settings.patience()).isBefore(now);
  }
}
