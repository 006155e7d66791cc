package dev.assay.engine.docker;

import dev.assay.engine.HostileFolder.Usage;
import dev.assay.engine.Workspace.Limits;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at how full a sandbox's workspaces are, as often as they could have become full since the
 * last look and no oftener.
 */
final class SpaceWatch {
  private static final Logger log = LoggerFactory.getLogger(SpaceWatch.class);

  /** Faster than what disks take and what one directory tree grows by. */
  private static final double BYTES_PER_SECOND = 2e9;

  private static final double INODES_PER_SECOND = 2e5;
  private static final Duration SHORTEST = Duration.ofMillis(20);
  private static final Duration LONGEST = Duration.ofMillis(500);

  /** Below this the host itself is in danger: deleted files that are still open show nowhere. */
  private static final long HOST_RESERVE = 512L << 20;

  private final List<HostWorkspace> workspaces;
  private Duration pause = SHORTEST;

  SpaceWatch(List<HostWorkspace> workspaces) {
    this.workspaces = workspaces;
  }

  /** How long to wait before the next look. */
  Duration pause() {
    return pause;
  }

  /** The limits that have been passed, if any; a look that fails is made again. */
  Optional<Limits> look() {
    var started = System.nanoTime();
    pause = LONGEST;
    for (var workspace : workspaces) {
      try {
        var usage = workspace.usage();
        if (usage.exceeds(workspace.limits())) {
          return Optional.of(workspace.limits());
        }
        pause = shorter(pause, untilFull(usage, workspace.limits()));
      } catch (IOException e) {
        log.debug("Could not measure {}: {}", workspace, e.toString());
      }
    }
    var cost = Duration.ofNanos(System.nanoTime() - started);
    pause = longer(longer(pause, SHORTEST), cost.multipliedBy(5));
    return Optional.empty();
  }

  /** Whether the host's disk is nearly full, whoever filled it. */
  boolean hostIsFull() {
    try {
      return !workspaces.isEmpty()
          && Files.getFileStore(workspaces.getFirst().root()).getUsableSpace() < HOST_RESERVE;
    } catch (IOException e) {
      return false;
    }
  }

  private static Duration untilFull(Usage usage, Limits limits) {
    var seconds =
        Math.min(
            (limits.bytes() - usage.bytes()) / BYTES_PER_SECOND,
            (limits.inodes() - usage.inodes()) / INODES_PER_SECOND);
    return Duration.ofMillis((long) (seconds * 1000));
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }

  private static Duration longer(Duration one, Duration other) {
    return one.compareTo(other) > 0 ? one : other;
  }
}
