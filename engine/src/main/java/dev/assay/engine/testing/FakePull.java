package dev.assay.engine.testing;

import dev.assay.engine.ImageUnavailable;
import dev.assay.engine.PullProgress;

/** How the pull of one image goes: block in it for a slow one, throw for one that fails. */
@FunctionalInterface
public interface FakePull {

  /** Returns when the image is there. */
  void run(PullProgress progress) throws ImageUnavailable, InterruptedException;
}
