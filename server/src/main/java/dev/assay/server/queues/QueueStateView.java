package dev.assay.server.queues;

import dev.assay.server.web.Badge;
import dev.assay.server.web.FragmentView;
import dev.assay.server.web.Plot;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What goes on in a queue, polled at {@code /queues/{id}/state}.
 *
 * @param verdict whether anything is stuck, as a badge
 * @param line the same in one sentence
 * @param waiting how many wait in all; the list holds the first of them
 * @param waits how long evaluations waited lately, if there is something to draw
 */
public record QueueStateView(
    long id,
    Badge verdict,
    String line,
    int waiting,
    List<Worker> workers,
    List<Waiting> next,
    @Nullable Plot waits)
    implements FragmentView {

  /** A compute worker. */
  public record Worker(
      String name, Badge state, int slots, Instant lastHeardOf, String version, List<Run> runs) {

    public Worker {
      runs = List.copyOf(runs);
    }
  }

  /**
   * What a worker runs.
   *
   * @param url null where the reader may not open it
   */
  public record Run(String what, @Nullable String url, String step, Instant since) {}

  /**
   * What waits.
   *
   * @param why what it waits for, such as "a worker with a GPU", or empty for its turn
   */
  public record Waiting(int place, String what, @Nullable String url, String why, Instant since) {}

  public QueueStateView {
    workers = List.copyOf(workers);
    next = List.copyOf(next);
  }

  /** How many slots all workers have. */
  public int slots() {
    return workers.stream().mapToInt(Worker::slots).sum();
  }

  /** How many slots are taken. */
  public int running() {
    return workers.stream().mapToInt(worker -> worker.runs().size()).sum();
  }

  /** Where this state is polled. */
  public String stateUrl() {
    return "/queues/" + id + "/state";
  }

  @Override
  public String template() {
    return "queues/state";
  }
}
