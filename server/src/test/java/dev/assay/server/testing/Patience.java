package dev.assay.server.testing;

import java.time.Duration;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;

/** Waits for conditions long enough for a machine that is very busy. */
public final class Patience {
  /** Nothing waits for it to pass, unless it fails. */
  public static final Duration AMPLE = Duration.ofSeconds(60);

  private Patience() {}

  /** Waits for a condition, for {@link #AMPLE} unless told otherwise. */
  public static ConditionFactory await() {
    return Awaitility.await().atMost(AMPLE);
  }
}
