package dev.assay.contract.codabench;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What Celery's workers tell of a task on the exchange {@link WorkerEvent#EXCHANGE}, once they were
 * asked to ({@link #ENABLE}). Several may come in one message, as a list.
 *
 * @param type {@code task-received}, {@code task-started}, {@code task-failed} and others
 * @param hostname the node's name, {@code anything@machine}
 * @param uuid the task's id
 * @param exception what the task broke off with, as Python writes it; null of other types
 */
public record TaskEvent(String type, String hostname, UUID uuid, @Nullable String exception) {

  /** The order, to all workers of a virtual host, to tell of their tasks. */
  public static final String ENABLE = "enable_events";

  private static final String RECEIVED = "task-received";
  private static final String STARTED = "task-started";
  private static final String FAILED = "task-failed";
  private static final String REVOKED = "task-revoked";

  /** Whether the worker has it in its hands now. */
  public boolean isTaken() {
    return type.equals(RECEIVED) || type.equals(STARTED);
  }

  /** Whether it ended with an exception that the task itself did not handle. */
  public boolean isFailed() {
    return type.equals(FAILED);
  }

  /** Whether it was stopped because somebody asked for that. */
  public boolean isRevoked() {
    return type.equals(REVOKED);
  }

  /** Who told it: see {@link WorkerEvent#nameOf}. */
  public String worker() {
    return WorkerEvent.nameOf(hostname);
  }
}
