package dev.assay.worker;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Images that runs of this process used, the last ones first to be told. */
final class SeenImages {
  private static final int TOLD = 30;

  /** Guarded by this; the latest last. */
  private final Set<String> images = new LinkedHashSet<>();

  /**
   * @param ordered as the competition names it, whatever stands in for it
   */
  synchronized void use(String ordered) {
    images.remove(ordered);
    images.add(ordered);
    if (images.size() > TOLD) {
      images.remove(images.iterator().next());
    }
  }

  synchronized List<String> names() {
    return List.copyOf(images);
  }
}
