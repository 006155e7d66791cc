package dev.assay.server.queues;

import dev.assay.server.accounts.Account;
import dev.assay.server.kernel.QueueId;
import dev.assay.server.queues.JdbcQueueActivity.KnownWorker;
import dev.assay.server.queues.JdbcQueueActivity.RunningAttempt;
import dev.assay.server.queues.JdbcQueueActivity.WaitingEvaluation;
import dev.assay.server.web.Badge;
import dev.assay.server.web.Readable;
import dev.assay.server.web.Tone;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Says of a queue whether anything is stuck, and of each worker what it does. */
@Component
class QueueStates {
  private static final int SHOWN = 20;

  /** An idle worker calls at least this often; one that was not heard for longer is late. */
  private static final Duration LATE = Duration.ofSeconds(45);

  private static final Duration LONG_WAIT = Duration.ofMinutes(10);

  private final JdbcQueueActivity activity;
  private final Clock clock;

  QueueStates(JdbcQueueActivity activity, Clock clock) {
    this.activity = activity;
    this.clock = clock;
  }

  QueueStateView of(QueueId queue, @Nullable Account reader) {
    var now = clock.instant();
    var running = activity.running(queue);
    var workers =
        activity.workers(queue).stream().map(one -> worker(one, running, reader, now)).toList();
    var waiting = activity.waiting(queue);
    var next = activity.next(queue, SHOWN);
    var live =
        workers.stream()
            .filter(one -> one.state().tone() != Tone.BAD && one.state().tone() != Tone.OVER)
            .count();
    var oldest = next.stream().map(WaitingEvaluation::since).min(Instant::compareTo).orElse(now);
    return new QueueStateView(
        queue.value(),
        verdict(live, waiting, oldest, now),
        line(live, waiting, oldest, now),
        waiting,
        workers,
        waiting(next, reader, live),
        null);
  }

  private static QueueStateView.Worker worker(
      KnownWorker one, List<RunningAttempt> running, @Nullable Account reader, Instant now) {
    var runs =
        running.stream()
            .filter(run -> run.workerId() == one.id())
            .map(
                run ->
                    new QueueStateView.Run(
                        "Submission #" + run.submission(),
                        link(run.submission(), reader),
                        step(run),
                        run.since()))
            .toList();
    return new QueueStateView.Worker(
        one.name(),
        badge(one, !runs.isEmpty(), now),
        one.slots(),
        one.lastSeen(),
        describe(one),
        runs);
  }

  private static String describe(KnownWorker one) {
    return "%s · %s · %s, %s"
        .formatted(
            one.version(),
            one.engine(),
            Readable.counted(one.cpus(), "CPU"),
            Readable.size(one.memoryBytes()));
  }

  private static Badge badge(KnownWorker one, boolean busy, Instant now) {
    if (one.gone() != null) {
      return new Badge(Tone.OVER, "Gone");
    }
    if (Duration.between(one.lastSeen(), now).compareTo(LATE) > 0) {
      return new Badge(Tone.BAD, "Not heard of");
    }
    return busy ? new Badge(Tone.ACTIVE, "Running") : new Badge(Tone.GOOD, "Idle");
  }

  private static String step(RunningAttempt run) {
    var activity =
        run.activity() == null
            ? "taken up"
            : run.activity().toLowerCase(Locale.ROOT).replace('_', ' ');
    return run.step() == null ? activity : activity + " · " + run.step().toLowerCase(Locale.ROOT);
  }

  /** Only administrators may open everybody's submissions. */
  private static @Nullable String link(long submission, @Nullable Account reader) {
    return reader != null && reader.isAdministrator() ? "/submissions/" + submission : null;
  }

  private static List<QueueStateView.Waiting> waiting(
      List<WaitingEvaluation> next, @Nullable Account reader, long live) {
    List<QueueStateView.Waiting> rows = new ArrayList<>();
    for (var one : next) {
      rows.add(
          new QueueStateView.Waiting(
              rows.size() + 1,
              "Submission #" + one.submission(),
              link(one.submission(), reader),
              live == 0 ? "a worker" : "",
              one.since()));
    }
    return rows;
  }

  private static Badge verdict(long live, int waiting, Instant oldest, Instant now) {
    if (live == 0) {
      return waiting == 0 ? new Badge(Tone.WARNING, "No worker") : new Badge(Tone.BAD, "Stuck");
    }
    return Duration.between(oldest, now).compareTo(LONG_WAIT) > 0
        ? new Badge(Tone.WARNING, "Long wait")
        : new Badge(Tone.GOOD, "Moving");
  }

  private static String line(long live, int waiting, Instant oldest, Instant now) {
    if (live == 0) {
      return waiting == 0
          ? "No worker serves this queue: what is submitted waits until one connects."
          : "%s wait and no worker serves this queue.".formatted(Readable.counted(waiting, "run"));
    }
    return waiting == 0
        ? "%s, nothing waits.".formatted(Readable.counted(live, "worker"))
        : "%s, %s waiting, the oldest for %s."
            .formatted(
                Readable.counted(live, "worker"),
                Readable.counted(waiting, "run"),
                Readable.duration(Duration.between(oldest, now)));
  }
}
