package dev.assay.engine.docker;

import dev.assay.engine.Workspace.Limits;
import java.time.Duration;

/** Why a container was ended. Whatever ends it states its reason first; only the first counts. */
sealed interface EndReason {
  /** Somebody asked for it, or took the container away. */
  record Killed() implements EndReason {}

  /** Its time was up. */
  record TimedOut(Duration limit) implements EndReason {}

  /** It wrote more than a workspace holds. */
  record Full(Limits limits) implements EndReason {}

  /** This machine's disk was nearly full. */
  record HostFull() implements EndReason {}

  /** What it wrote could not be listened to any more. */
  record OutputBroke(Throwable cause) implements EndReason {}

  /** Nobody ended it. */
  record ByItself() implements EndReason {}
}
