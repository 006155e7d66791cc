package dev.assay.server.queues;

import dev.assay.server.accounts.Account;
import dev.assay.server.queues.QueueLoad.Running;
import dev.assay.server.queues.WorkerStatus.Presence;
import dev.assay.server.web.Badge;
import dev.assay.server.web.Plot;
import dev.assay.server.web.Readable;
import dev.assay.server.web.Tone;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Tells what goes on in a queue: whether anything is stuck, who works, what waits. */
@Component
class QueueStates {
  private static final int SHOWN = 20;
  private static final int DRAWN = 60;

  private final JdbcWorkers workers;
  private final QueueLoad load;
  private final QueueHealth health;
  private final Clock clock;

  QueueStates(JdbcWorkers workers, QueueLoad load, QueueHealth health, Clock clock) {
    this.workers = workers;
    this.load = load;
    this.health = health;
    this.clock = clock;
  }

  /** The figures that say how a queue is. */
  private record Figures(int live, int slots, int running, int waiting, @Nullable Duration oldest) {
    int free() {
      return Math.max(0, slots - running);
    }
  }

  QueueStateView of(Queue queue, @Nullable Account reader) {
    var now = clock.instant();
    var known = workers.lately(queue.id(), JdbcWorkers.REMEMBERED);
    var running = load.running(queue.id(), reader);
    var next = load.next(queue.id(), reader, SHOWN);
    var figures = figures(queue, known, running, next, now);
    return new QueueStateView(
        queue.id().value(),
        verdict(queue, figures),
        line(queue, figures),
        figures.waiting(),
        known.stream().map(worker -> worker(worker, running, now)).toList(),
        IntStream.range(0, next.size())
            .mapToObj(
                place ->
                    new QueueStateView.Waiting(
                        place + 1,
                        next.get(place).what(),
                        next.get(place).url(),
                        figures.live() == 0 ? "a worker" : "",
                        next.get(place).since()))
            .toList(),
        waits(queue));
  }

  /** For scripts: what each of its workers is, by itself. */
  List<QueueApi.WorkerState> workers(Queue queue, @Nullable Account reader) {
    var now = clock.instant();
    var running = load.running(queue.id(), reader);
    return workers.lately(queue.id(), JdbcWorkers.REMEMBERED).stream()
        .map(
            worker -> {
              var shown = worker(worker, running, now);
              return new QueueApi.WorkerState(
                  worker.name(),
                  shown.state().word(),
                  worker.version(),
                  worker.engine(),
                  worker.cpus(),
                  worker.memoryBytes(),
                  worker.gpus(),
                  worker.slots(),
                  worker.lastSeen(),
                  shown.runs());
            })
        .toList();
  }

  QueueListView.Row row(Queue queue, String owner, @Nullable Account reader) {
    var now = clock.instant();
    var known = workers.lately(queue.id(), JdbcWorkers.REMEMBERED);
    var figures =
        figures(
            queue, known, load.running(queue.id(), reader), load.next(queue.id(), reader, 1), now);
    return new QueueListView.Row(
        queue.id().value(),
        queue.name(),
        owner,
        verdict(queue, figures),
        figures.live(),
        figures.slots(),
        figures.running(),
        figures.waiting());
  }

  private Figures figures(
      Queue queue,
      List<WorkerStatus> known,
      List<Running> running,
      List<QueueLoad.Waiting> next,
      Instant now) {
    var live = known.stream().filter(one -> one.presence(now) == Presence.LIVE).toList();
    return new Figures(
        live.size(),
        live.stream().mapToInt(WorkerStatus::slots).sum(),
        running.size(),
        load.waiting(queue.id()),
        next.isEmpty() ? null : Duration.between(next.getFirst().since(), now));
  }

  /** A worker that is there and does not do its work is worse than one that is busy. */
  private Badge verdict(Queue queue, Figures figures) {
    return figures.live() > 0 && health.trouble(queue.id()).isPresent()
        ? new Badge(Tone.BAD, "Failing")
        : verdict(figures);
  }

  private String line(Queue queue, Figures figures) {
    return health
        .trouble(queue.id())
        .map(why -> "The site's own test run failed here: %s %s".formatted(why, line(figures)))
        .orElseGet(() -> line(figures));
  }

  private static Badge verdict(Figures figures) {
    if (figures.live() == 0) {
      return new Badge(figures.waiting() > 0 ? Tone.BAD : Tone.WARNING, "No worker");
    }
    if (figures.running() == 0 && figures.waiting() == 0) {
      return new Badge(Tone.GOOD, "Free");
    }
    return new Badge(Tone.ACTIVE, figures.free() == 0 ? "Busy" : "Working");
  }

  private static String line(Figures figures) {
    var waiting = Readable.counted(figures.waiting(), "submission");
    if (figures.live() == 0) {
      return figures.waiting() == 0
          ? "No worker serves this queue; what is submitted will wait for one."
          : "%s %s and no worker serves this queue."
              .formatted(waiting, figures.waiting() == 1 ? "waits" : "wait");
    }
    if (figures.waiting() == 0) {
      return figures.running() == 0
          ? "Nothing waits; the next submission starts at once."
          : "Nothing waits; %s running.".formatted(figures.running());
    }
    var oldest =
        figures.oldest() == null
            ? ""
            : "; the oldest has waited %s".formatted(Readable.duration(figures.oldest()));
    return figures.free() == 0
        ? "All slots of the workers are taken%s.".formatted(oldest)
        : "%s about to start%s.".formatted(waiting, oldest);
  }

  private static QueueStateView.Worker worker(
      WorkerStatus worker, List<Running> running, Instant now) {
    var runs =
        running.stream()
            .filter(run -> run.worker().equals(worker.id()))
            .map(run -> new QueueStateView.Run(run.what(), run.url(), run.doing(), run.since()))
            .toList();
    return new QueueStateView.Worker(
        worker.name(),
        badge(worker, now, !runs.isEmpty()),
        worker.slots(),
        worker.lastSeen(),
        described(worker),
        runs);
  }

  /** Codabench's workers do not tell what they have. */
  private static String described(WorkerStatus worker) {
    if (worker.engine().isEmpty()) {
      return worker.version();
    }
    return "%s · %s · %s, %s%s"
        .formatted(
            worker.version(),
            worker.engine(),
            Readable.counted(worker.cpus(), "CPU"),
            Readable.size(worker.memoryBytes()),
            worker.gpus() == 0 ? "" : ", " + Readable.counted(worker.gpus(), "GPU"));
  }

  private static Badge badge(WorkerStatus worker, Instant now, boolean runs) {
    return switch (worker.presence(now)) {
      case LIVE ->
          worker.shortOfDisk()
              ? new Badge(Tone.WARNING, "Disk full")
              : runs ? new Badge(Tone.ACTIVE, "Running") : new Badge(Tone.GOOD, "Free");
      case LATE -> new Badge(Tone.WARNING, "Late");
      case GONE -> new Badge(Tone.OVER, "Gone");
    };
  }

  private @Nullable Plot waits(Queue queue) {
    var waits = load.waits(queue.id(), DRAWN);
    if (waits.size() < 2) {
      return null;
    }
    return new Plot(
        "How long the last %d waited for their start".formatted(waits.size()),
        "Started",
        "Waited",
        false,
        waits.stream()
            .map(
                wait ->
                    new Plot.Point(
                        wait.startedAt().toEpochMilli(),
                        wait.length().toMillis() / 1000.0,
                        Readable.exact(wait.startedAt()),
                        Readable.duration(wait.length())))
            .toList());
  }
}
