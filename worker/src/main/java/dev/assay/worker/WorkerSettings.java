package dev.assay.worker;

import dev.assay.runner.Ceiling;
import dev.assay.runner.SandboxLimits;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * What a worker's owner decides.
 *
 * @param site address of the site; relative links are below it
 * @param token the queue's worker token
 * @param name shown on the queue page
 * @param data the worker's own folder: cache, logs under way, engine's workspaces
 * @param slots how many runs at once
 * @param gpus graphics processors that runs may have, by the names or numbers that the engine knows
 * @param cacheBytes the most the cache keeps when nothing of it is in use
 * @param minFreeBytes with less room than this below {@code data} nothing is claimed
 */
public record WorkerSettings(
    URI site,
    String token,
    String name,
    Path data,
    int slots,
    List<String> gpus,
    Map<String, String> imageMap,
    Ceiling ceiling,
    SandboxLimits limits,
    long cacheBytes,
    long minFreeBytes,
    Timing timing) {

  public WorkerSettings {
    gpus = List.copyOf(gpus);
    imageMap = Map.copyOf(imageMap);
    if (slots < 1) {
      throw new IllegalArgumentException("A worker needs at least one slot, got " + slots);
    }
    if (token.isBlank()) {
      throw new IllegalArgumentException("The worker token is empty");
    }
  }

  @Override
  public String toString() {
    return "worker %s of %s in %s".formatted(name, site, data);
  }

  /**
   * How patient a worker is.
   *
   * @param claimWait how long the site may hold a claim
   * @param logDelay the longest a byte of a log waits for company before it is sent
   * @param storagePatience how long a transfer is tried again before the run fails for it
   * @param longestPause between two tries at a site that does not answer
   * @param sweepPause between two looks for what other workers left behind past its deadline
   */
  public record Timing(
      Duration claimWait,
      Duration logDelay,
      Duration storagePatience,
      Duration longestPause,
      Duration sweepPause) {
    public static final Timing STANDARD =
        new Timing(
            Duration.ofSeconds(20),
            Duration.ofMillis(200),
            Duration.ofMinutes(5),
            Duration.ofSeconds(5),
            Duration.ofMinutes(10));
  }
}
