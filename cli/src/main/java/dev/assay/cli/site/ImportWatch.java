package dev.assay.cli.site;

import dev.assay.cli.Stopped;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import tools.jackson.databind.JsonNode;

/** Follows an uploaded bundle until it is a competition or has been refused. */
public final class ImportWatch {
  private static final Set<String> UNDER_WAY = Set.of("queued", "running");
  private static final Duration PAUSE = Duration.ofMillis(100);

  private final SiteClient client;

  public ImportWatch(SiteClient client) {
    this.client = client;
  }

  /** The import in its final state. */
  public JsonNode await(long id, Duration atMost) {
    var until = Instant.now().plus(atMost);
    while (Instant.now().isBefore(until)) {
      var now = client.follow("/api/v1/imports/" + id, until);
      if (!UNDER_WAY.contains(now.path("state").asString())) {
        return now;
      }
      LockSupport.parkNanos(PAUSE.toNanos());
    }
    throw Stopped.byMachine(
        "Import %d was not done within %d s; see %s/bundles/%d"
            .formatted(id, atMost.toSeconds(), client.site(), id));
  }
}
