package dev.assay.contract.codabench;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.assay.contract.WorkerInfo;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A sign of life on the exchange {@code celeryev}, as Celery's workers send every few seconds.
 *
 * @param type {@code worker-online}, {@code worker-heartbeat} or {@code worker-offline}
 * @param hostname {@code celery@machine}
 * @param timestamp seconds since 1970
 * @param active how many tasks it runs
 * @param assay what Assay's workers say beyond it; null from Celery's
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record WorkerEvent(
    String type,
    String hostname,
    double timestamp,
    @Nullable Integer pid,
    @Nullable Integer active,
    @JsonProperty("sw_ident") @Nullable String program,
    @JsonProperty("sw_ver") @Nullable String version,
    @JsonProperty("sw_sys") @Nullable String system,
    @Nullable Assay assay) {

  public static final String EXCHANGE = "celeryev";
  public static final String OFFLINE = "worker-offline";
  private static final String ONLINE = "worker-online";
  private static final String HEARTBEAT = "worker-heartbeat";

  /** An Assay worker's own words. */
  public record Assay(WorkerInfo worker, int freeSlots) {}

  /** It is there, and so many of its slots are free. */
  public static WorkerEvent heartbeat(WorkerInfo worker, int freeSlots, Instant now) {
    return of(HEARTBEAT, worker, freeSlots, now);
  }

  /** It goes away in good order. */
  public static WorkerEvent offline(WorkerInfo worker, Instant now) {
    return of(OFFLINE, worker, 0, now);
  }

  private static WorkerEvent of(String type, WorkerInfo worker, int freeSlots, Instant now) {
    return new WorkerEvent(
        type,
        "assay@" + worker.name(),
        now.toEpochMilli() / 1000.0,
        null,
        worker.slots() - freeSlots,
        "assay",
        worker.version(),
        null,
        new Assay(worker, freeSlots));
  }

  /**
   * What a node of Celery's is called: its machine, where the part before it is the one that all
   * have by default, and the whole of its name otherwise, as with several on one machine.
   *
   * @param hostname the node's name, {@code anything@machine}
   */
  public static String nameOf(String hostname) {
    return hostname.replaceFirst("^(?:compute-worker|celery)@(?=.)", "");
  }

  /** Whether the worker has just started, or come back to the broker. */
  public boolean isOnline() {
    return type.equals(ONLINE);
  }

  /** Whether the worker says goodbye. */
  public boolean isOffline() {
    return type.equals(OFFLINE);
  }
}
