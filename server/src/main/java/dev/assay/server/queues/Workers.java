package dev.assay.server.queues;

import dev.assay.contract.WorkerCondition;
import dev.assay.contract.WorkerInfo;
import dev.assay.server.kernel.QueueId;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** Which workers are there. */
public interface Workers {

  /**
   * A worker asks for a run.
   *
   * @return empty when another queue knows this instance
   */
  Optional<WorkerId> asks(QueueId queue, WorkerInfo worker, int freeSlots);

  /** What it has at hand, as it told with its question. */
  void tells(WorkerId worker, WorkerCondition condition);

  /** It uses this image from now on, as a worker does that does not tell what it has. */
  void uses(WorkerId worker, String image);

  /** A sign of life other than asking. */
  void heard(WorkerId worker);

  /** It said so, or its lease ended without a word. It comes back by asking. */
  void gone(WorkerId worker);

  /** The worker with this instance id in this queue. */
  Optional<WorkerId> find(QueueId queue, UUID instance);

  /**
   * Under which name one of Codabench's workers on this machine is known already. They give signs
   * of life by the machine's short name and report by its full one, or the other way round; that is
   * not two workers.
   *
   * @return the given name for one that nobody knows
   */
  String knownAs(QueueId queue, String machine);

  /**
   * Under which name one of Codabench's workers is known that reports from this machine.
   *
   * @return the given name for one that nobody knows
   */
  String reportingFrom(QueueId queue, String machine);

  /**
   * One of Codabench's workers of this name reports from this machine. Who was known by the machine
   * alone is the same.
   */
  void reportsFrom(QueueId queue, String name, String machine);

  /** Whether anybody serves a queue just now. */
  boolean anyLive(QueueId queue);

  /**
   * Whether a call that arrived then still has somebody at its other end, as far as can be told: a
   * killed worker's connection may look alive for long. It has not when the worker is gone or a
   * worker of the same name was started since.
   */
  boolean isListening(WorkerId worker, Instant arrivedAt);
}
