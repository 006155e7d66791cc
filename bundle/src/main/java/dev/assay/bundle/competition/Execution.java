package dev.assay.bundle.competition;

import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Where and how a competition's programs run.
 *
 * @param dockerImage as written, else {@value #DEFAULT_IMAGE}
 * @param imageIsDefault whether the bundle named no image
 * @param queue virtual host of a queue; absent = the site's default queue
 */
public record Execution(
    String dockerImage, boolean imageIsDefault, @Nullable UUID queue, SandboxRequest sandbox) {
  public static final String DEFAULT_IMAGE = "codalab/codalab-legacy:py37";

  /** What bounds the time of a step: in a queue of one's own only what the phase says. */
  @Nullable Duration timeLimit(Duration ofDefaultQueue) {
    return queue == null ? ofDefaultQueue : null;
  }

  /**
   * What the organiser asks for beyond the closed defaults; the worker's owner has the last word.
   *
   * @param user user inside the container, such as {@code 1000} or {@code root}; absent = an
   *     unprivileged one
   * @param gpus graphics processors a worker must have; 0 = none
   * @param memoryGb memory in GiB that a worker must have; 0 = any
   */
  public record SandboxRequest(
      Network network, boolean writableRoot, @Nullable String user, int gpus, int memoryGb) {
    public static final SandboxRequest CLOSED = new SandboxRequest(Network.NONE, false, null);

    /** Whatever graphics processors and memory a worker has. */
    public SandboxRequest(Network network, boolean writableRoot, @Nullable String user) {
      this(network, writableRoot, user, 0, 0);
    }
  }

  /** The network a program sees. */
  public enum Network {
    /** Its own loopback, nothing else. */
    NONE,
    /** The engine's default network. */
    DEFAULT
  }
}
