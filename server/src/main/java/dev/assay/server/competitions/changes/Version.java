package dev.assay.server.competitions.changes;

import java.time.Instant;
import java.util.List;

/**
 * What a competition was.
 *
 * @param by the name of who made it, or empty
 * @param changes against the version before
 */
record Version(
    long id,
    int number,
    Origin origin,
    String note,
    String by,
    Instant madeAt,
    String fingerprint,
    List<Change> changes) {

  Version {
    changes = List.copyOf(changes);
  }
}
