package dev.assay.runner;

import dev.assay.engine.ContainerEngine;
import dev.assay.engine.ImageUnavailable;
import dev.assay.engine.PullProgress;
import dev.assay.engine.ResolvedImage;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Which local image stands in for which ordered one. A stand-in named by the owner always applies,
 * be it for one image or, with a {@code *} at the end, for many; the built-in ones for the images
 * of legacy CodaLab only where those cannot be had.
 */
public final class ImageMap {

  /** The images that existing bundles name, whatever their tag. */
  static final String LEGACY = "codalab/codalab-legacy";

  private static final String PYTHON = "assay/python:3.11";
  private static final String WITH_LIBRARIES = "assay/python-ml:3.11";
  private static final String WITH_TORCH = "assay/python-torch:3.11";

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
    var standIn = standIn(ordered);
    if (standIn.isPresent()) {
      return ensure(engine, standIn.get(), progress);
    }
    try {
      return ensure(engine, ordered, progress);
    } catch (ImageUnavailable e) {
      return fallBack(engine, ordered, progress, e);
    }
  }

  /** The owner's word for exactly this image, else the longest that covers it. */
  private Optional<String> standIn(String ordered) {
    var exact = standIns.get(ordered);
    return exact != null
        ? Optional.of(exact)
        : standIns.entrySet().stream()
            .filter(entry -> covers(entry.getKey(), ordered))
            .max(Comparator.comparingInt(entry -> entry.getKey().length()))
            .map(Map.Entry::getValue);
  }

  private static boolean covers(String pattern, String image) {
    return pattern.endsWith("*") && image.startsWith(pattern.substring(0, pattern.length() - 1));
  }

  /** What stands in where no registry answers, the best first; none for images of others. */
  static List<String> fallbacks(String ordered) {
    if (!ordered.equals(LEGACY) && !ordered.startsWith(LEGACY + ":")) {
      return List.of();
    }
    return ordered.startsWith(LEGACY + ":gpu")
        ? List.of(WITH_TORCH, WITH_LIBRARIES, PYTHON)
        : List.of(WITH_LIBRARIES, PYTHON);
  }

  private ResolvedImage fallBack(
      ContainerEngine engine, String ordered, PullProgress progress, ImageUnavailable why)
      throws ImageUnavailable {
    for (var candidate : fallbacks(ordered)) {
      try {
        return ensure(engine, candidate, progress);
      } catch (ImageUnavailable e) {
        why.addSuppressed(e);
      }
    }
    throw why;
  }

  /** Whether something may stand in for an image, or it is a stand-in itself. */
  private static boolean isExpendable(String image) {
    return !fallbacks(image).isEmpty() || fallbacks(LEGACY + ":gpu").contains(image);
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
      if (!e.mayPass() || isExpendable(image)) {
        refusals.put(image, new Refused(e, clock.instant()));
      }
      throw e;
    }
  }
}
