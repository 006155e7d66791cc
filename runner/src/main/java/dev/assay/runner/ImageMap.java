package dev.assay.runner;

import dev.assay.contract.AppLayout;
import dev.assay.engine.ContainerEngine;
import dev.assay.engine.ImageUnavailable;
import dev.assay.engine.PullProgress;
import dev.assay.engine.ResolvedImage;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Which local image stands in for which ordered one. A stand-in named by the owner always applies;
 * the built-in one for the default image only where that image cannot be had.
 */
public final class ImageMap {

  /** Stands in for the default image where no registry answers. */
  static final Map<String, String> FALLBACKS = Map.of(AppLayout.DEFAULT_IMAGE, "assay/python:3.11");

  /** So long a pull that failed is not tried again: a registry out of reach costs seconds a run. */
  static final Duration RETRY_PULL_AFTER = Duration.ofMinutes(1);

  /** So long an image that was there is taken to be there: asking costs each run a call. */
  static final Duration TRUST = Duration.ofSeconds(30);

  private final Map<String, String> standIns;
  private final Clock clock;
  private final Map<String, Refused> refusals = new ConcurrentHashMap<>();

  private final Map<String, Present> present = new ConcurrentHashMap<>();

  private record Refused(ImageUnavailable why, Instant at) {}

  private record Present(ResolvedImage image, Instant at) {}

  public ImageMap(Map<String, String> standIns, Clock clock) {
    this.standIns = Map.copyOf(standIns);
    this.clock = clock;
  }

  /**
   * The image to use.
   *
   * @throws ImageUnavailable if neither the ordered image nor a stand-in can be had
   */
  ResolvedImage resolve(ContainerEngine engine, String ordered, PullProgress progress)
      throws ImageUnavailable {
    var standIn = standIns.get(ordered);
    if (standIn != null) {
      return ensure(engine, standIn, progress);
    }
    try {
      return ensure(engine, ordered, progress);
    } catch (ImageUnavailable e) {
      var fallback = FALLBACKS.get(ordered);
      if (fallback == null) {
        throw e;
      }
      return ensure(engine, fallback, progress);
    }
  }

  private ResolvedImage ensure(ContainerEngine engine, String image, PullProgress progress)
      throws ImageUnavailable {
    var known = present.get(image);
    if (known != null && clock.instant().isBefore(known.at().plus(TRUST))) {
      return known.image();
    }
    var refused = refusals.get(image);
    if (refused != null && clock.instant().isBefore(refused.at().plus(RETRY_PULL_AFTER))) {
      throw refused.why();
    }
    try {
      var resolved = engine.ensure(image, progress);
      refusals.remove(image);
      present.put(image, new Present(resolved, clock.instant()));
      return resolved;
    } catch (ImageUnavailable e) {
      // Without a stand-in the run fails and is tried again, which is for the pull's sake.
      if (!e.mayPass() || FALLBACKS.containsKey(image)) {
        refusals.put(image, new Refused(e, clock.instant()));
      }
      throw e;
    }
  }
}
