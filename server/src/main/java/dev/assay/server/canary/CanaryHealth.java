package dev.assay.server.canary;

import dev.assay.server.canary.JdbcTries.LastTry;
import dev.assay.server.kernel.QueueId;
import dev.assay.server.queues.QueueHealth;
import dev.assay.server.queues.QueueTry;
import java.time.Instant;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Tells the pages of queues how their tries went. */
@Component
class CanaryHealth implements QueueHealth {
  private final JdbcTries tries;

  CanaryHealth(JdbcTries tries) {
    this.tries = tries;
  }

  @Override
  public Optional<Instant> provenAt(QueueId queue) {
    return tries.goodAt(queue);
  }

  @Override
  public Optional<QueueTry> lastTry(QueueId queue) {
    return tries
        .lastTry(queue)
        .map(last -> new QueueTry(last.startedAt(), last.image(), outcome(last)));
  }

  private static String outcome(LastTry last) {
    if (last.isUnderWay()) {
      return "It is not over yet.";
    }
    if (last.isStopped()) {
      return "It was stopped.";
    }
    if (!last.unproven().isEmpty()) {
      return "Whether this queue works is not known yet, because the image is one that nothing has run with here: "
          + last.unproven();
    }
    return last.trouble().isEmpty() ? QueueTry.SCORED : last.trouble();
  }

  @Override
  public Optional<String> trouble(QueueId queue) {
    return tries.trouble(queue);
  }
}
