package dev.assay.server.runs;

import dev.assay.server.kernel.QueueId;
import dev.assay.server.kernel.SubmissionId;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Wakes those who wait, here and in the site's other processes, once the transaction has committed.
 * A wake-up may get lost; a slow poll stands behind each.
 */
final class Wakeups {
  private static final Logger log = LoggerFactory.getLogger(Wakeups.class);

  private final WaitingClaims claims;
  private final Watches watches;
  private final Hints hints;
  private final List<Consumer<QueueId>> onWork = new CopyOnWriteArrayList<>();

  Wakeups(WaitingClaims claims, Watches watches, Hints hints) {
    this.claims = claims;
    this.watches = watches;
    this.hints = hints;
    hints.onHint(this::received);
  }

  /** Who else, beside waiting calls, hears that something can be claimed from a queue. */
  void onWork(Consumer<QueueId> listener) {
    onWork.add(listener);
  }

  /** A worker took a message of this queue, so there is room for another. */
  void offerTaken(QueueId queue) {
    afterCommit(() -> onWork.forEach(listener -> listener.accept(queue)));
  }

  private void wakeClaims(QueueId queue) {
    claims.wake(queue);
    onWork.forEach(listener -> listener.accept(queue));
  }

  /** Something can be claimed from this queue. */
  void queueHasWork(QueueId queue) {
    afterCommit(
        () -> {
          wakeClaims(queue);
          hints.send("queue " + queue);
        });
  }

  /** The state of this submission changed. */
  void submissionChanged(SubmissionId submission) {
    afterCommit(
        () -> {
          watches.wake(submission);
          hints.send("submission " + submission);
        });
  }

  /** The log of this submission grew, and nothing else. */
  void logGrew(SubmissionId submission) {
    afterCommit(
        () -> {
          watches.wakeLogReaders(submission);
          hints.send("log " + submission);
        });
  }

  /** Asks the database what a lost wake-up would have said. */
  void pollSlowly(JdbcEvaluations evaluations) {
    var awaited = claims.awaited();
    if (!awaited.isEmpty()) {
      evaluations.withWork(Set.copyOf(awaited)).forEach(claims::wake);
    }
  }

  private void received(String hint) {
    var words = hint.split(" ", 2);
    try {
      switch (words[0]) {
        case "queue" -> wakeClaims(new QueueId(Long.parseLong(words[1])));
        case "submission" -> watches.wake(new SubmissionId(Long.parseLong(words[1])));
        case "log" -> watches.wakeLogReaders(new SubmissionId(Long.parseLong(words[1])));
        default -> log.debug("A newer process says \"{}\"", hint);
      }
    } catch (NumberFormatException | ArrayIndexOutOfBoundsException e) {
      log.debug("Somebody else says \"{}\"", hint, e);
    }
  }

  private static void afterCommit(Runnable wake) {
    if (!TransactionSynchronizationManager.isSynchronizationActive()) {
      wake.run();
      return;
    }
    TransactionSynchronizationManager.registerSynchronization(
        new TransactionSynchronization() {
          @Override
          public void afterCommit() {
            wake.run();
          }
        });
  }
}
