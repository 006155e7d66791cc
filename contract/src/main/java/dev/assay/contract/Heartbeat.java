package dev.assay.contract;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Prolongs the lease and says what the worker does just now.
 *
 * @param activity what to show: "pulling image", "running prediction"
 * @param step null outside the steps
 * @param imageUsed local image that stands in for the ordered one, or the same; null while unknown
 * @param imageDigest content id of that image; null while unknown
 */
public record Heartbeat(
    UUID token,
    Activity activity,
    @Nullable Step step,
    @Nullable String imageUsed,
    @Nullable String imageDigest) {

  /** What a worker can be busy with. */
  public enum Activity {
    FETCHING,
    PULLING_IMAGE,
    RUNNING,
    STORING
  }
}
