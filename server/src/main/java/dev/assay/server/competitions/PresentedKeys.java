package dev.assay.server.competitions;

import dev.assay.server.kernel.CompetitionId;
import java.util.UUID;

/**
 * Which unpublished competitions the present request may see because its sender once opened the
 * secret link to them.
 */
@FunctionalInterface
interface PresentedKeys {

  /** Whether this key of the competition was presented. */
  boolean opens(CompetitionId competition, UUID key);
}
