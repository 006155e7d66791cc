package dev.assay.worker;

import com.rabbitmq.client.AlreadyClosedException;
import dev.assay.contract.ClaimRequest;
import dev.assay.contract.Json;
import dev.assay.contract.WorkerInfo;
import dev.assay.contract.codabench.WorkerEvent;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Lets a site see, through the broker, that this worker is there though it has nothing to do. */
final class Presence {
  private static final Logger log = LoggerFactory.getLogger(Presence.class);
  private static final Duration EACH = Duration.ofSeconds(5);

  private final Clock clock;
  private Instant due = Instant.MIN;

  Presence(Clock clock) {
    this.clock = clock;
  }

  /** Tells it now and then. */
  void tell(BrokerLink link, ClaimRequest request) {
    if (!clock.instant().isBefore(due)) {
      due = clock.instant().plus(EACH);
      send(link, WorkerEvent.heartbeat(request.worker(), request.freeSlots(), clock.instant()));
    }
  }

  /** Tells it at the next occasion. */
  void changed() {
    due = Instant.MIN;
  }

  void goodbye(BrokerLink link, WorkerInfo worker) {
    send(link, WorkerEvent.offline(worker, clock.instant()));
  }

  /** Nobody depends on it: the site sees claims and heartbeats of runs anyway. */
  private static void send(BrokerLink link, WorkerEvent event) {
    try {
      link.tell(event.type(), Json.MAPPER.writeValueAsBytes(event));
    } catch (IOException | AlreadyClosedException e) {
      log.debug("Could not tell of this worker", e);
    }
  }
}
