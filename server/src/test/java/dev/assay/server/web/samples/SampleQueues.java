package dev.assay.server.web.samples;

import static dev.assay.server.web.samples.Samples.NOW;

import dev.assay.server.queues.QueueListView;
import dev.assay.server.queues.QueueStateView;
import dev.assay.server.queues.QueueStateView.Run;
import dev.assay.server.queues.QueueStateView.Waiting;
import dev.assay.server.queues.QueueStateView.Worker;
import dev.assay.server.queues.QueueTry;
import dev.assay.server.queues.QueueView;
import dev.assay.server.queues.RefusedForm;
import dev.assay.server.web.Badge;
import dev.assay.server.web.Plot;
import dev.assay.server.web.Tone;
import java.util.List;
import java.util.stream.IntStream;

/** Queues and workers. */
final class SampleQueues {

  private static final String COMMAND =
      "./assay worker --site https://assay.example.org --token-file worker.token";

  private static final String KEY = "2d4f9b1c-8f0e-4c55-9c3f-6a1f4f7c2b10";

  private SampleQueues() {}

  static QueueListView list() {
    return new QueueListView(
        List.of(
            new QueueListView.Row(1, "default", "", new Badge(Tone.ACTIVE, "Busy"), 4, 9, 4, 6),
            new QueueListView.Row(
                2, "gpu", "Ada Lovelace", new Badge(Tone.GOOD, "Free"), 1, 2, 0, 0),
            new QueueListView.Row(
                3, "physics", "Grace Hopper", new Badge(Tone.BAD, "No worker"), 0, 0, 0, 12)),
        true,
        RefusedForm.NONE);
  }

  static QueueView busy() {
    var waits = new double[] {2, 3, 2, 8, 31, 44, 20, 12, 6, 4, 3, 2};
    return new QueueView(
        "default",
        true,
        COMMAND,
        KEY,
        List.of(
            new QueueView.Token(
                1, "lab-3", "assayw_x1Q", NOW.minusSeconds(90_000), NOW.minusSeconds(2)),
            new QueueView.Token(2, "spare", "assayw_9bZ", NOW.minusSeconds(80_000), null)),
        new QueueStateView(
            1,
            new Badge(Tone.ACTIVE, "Busy"),
            "All slots of the workers that take work are taken; the oldest has waited 38 s.",
            6,
            List.of(
                new Worker(
                    "lab-3",
                    new Badge(Tone.ACTIVE, "Running"),
                    2,
                    NOW.minusSeconds(2),
                    "0.1.0",
                    List.of(
                        new Run("#4711", "/submissions/4711", "prediction", NOW.minusSeconds(12)),
                        new Run("#4709", null, "scoring", NOW.minusSeconds(95)))),
                new Worker(
                    "lab-4",
                    new Badge(Tone.WARNING, "Draining"),
                    4,
                    NOW.minusSeconds(4),
                    "0.1.0",
                    List.of(new Run("#4698", null, "prediction", NOW.minusSeconds(431)))),
                new Worker(
                    "old-desktop",
                    new Badge(Tone.BAD, "Silent"),
                    1,
                    NOW.minusSeconds(5_400),
                    "0.1.0",
                    List.of()),
                new Worker(
                    "mensa",
                    new Badge(Tone.GOOD, "Free"),
                    2,
                    NOW.minusSeconds(1),
                    "0.1.0",
                    List.of())),
            List.of(
                new Waiting(1, "#4712", "/submissions/4712", "", NOW.minusSeconds(38)),
                new Waiting(2, "#4713", null, "", NOW.minusSeconds(22)),
                new Waiting(3, "#4714", null, "a worker with a GPU", NOW.minusSeconds(14))),
            new Plot(
                "How long submissions waited, last 12 hours",
                "Hour",
                "Median wait",
                false,
                IntStream.range(0, waits.length)
                    .mapToObj(
                        hour ->
                            new Plot.Point(
                                hour,
                                waits[hour],
                                "%02d:00".formatted(hour + 10),
                                (int) waits[hour] + " s"))
                    .toList())),
        2,
        NOW.minusSeconds(300),
        new QueueTry(NOW.minusSeconds(310), "assay/python:3.11", "It was scored."),
        null,
        RefusedForm.NONE);
  }

  /** A queue of the reader's own, with a connection string, shared and used. */
  static QueueView own() {
    var busy = busy();
    return new QueueView(
        "Vision lab",
        true,
        COMMAND,
        KEY,
        busy.tokens(),
        new QueueStateView(
            2,
            new Badge(Tone.GOOD, "Free"),
            "Nothing waits; the next submission starts at once.",
            0,
            List.of(
                new Worker(
                    "gpu-7",
                    new Badge(Tone.GOOD, "Free"),
                    1,
                    NOW.minusSeconds(3),
                    "Codabench worker, Celery 5.2.6",
                    List.of())),
            List.of(),
            null),
        null,
        NOW.minusSeconds(300),
        busy.lastTry(),
        new QueueView.Own(
            false,
            List.of(new QueueView.Sharer(7, "Ada Lovelace")),
            List.of(
                new QueueView.Use("Iris", "/competitions/1"),
                new QueueView.Use("Digits, phase Final", "/competitions/2")),
            true,
            new QueueView.Connection(
                "pyamqp://queue-2-Ab3dE9xZ:…@mq.example.org:5672/9f0f4b3e-6a8e-4f43-9d2a-0d5f6b7c8d9e")),
        RefusedForm.NONE);
  }

  /** The same after it was to be shared with nobody. */
  static QueueView refused() {
    var own = own();
    return new QueueView(
        own.name(),
        own.mayManage(),
        own.workerCommand(),
        own.key(),
        own.tokens(),
        own.state(),
        own.parallelLimit(),
        own.provenAt(),
        own.lastTry(),
        own.own(),
        new RefusedForm("shares", "adalovelace", "Nobody here is called “adalovelace”."));
  }

  static QueueView withoutWorkers() {
    return new QueueView(
        "physics",
        false,
        COMMAND,
        KEY,
        List.of(),
        new QueueStateView(
            3,
            new Badge(Tone.BAD, "No worker"),
            "12 submissions wait and no worker serves this queue.",
            12,
            List.of(),
            List.of(new Waiting(1, "#4690", null, "a worker", NOW.minusSeconds(7_000))),
            null),
        null,
        null,
        null,
        null,
        RefusedForm.NONE);
  }
}
