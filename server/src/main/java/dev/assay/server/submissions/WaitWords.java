package dev.assay.server.submissions;

import dev.assay.server.scheduling.Waits.Wait;
import dev.assay.server.web.Readable;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Says why a submission waits, and who has to act. */
final class WaitWords {
  private WaitWords() {}

  /** For the first evaluation that is not done; empty when there is nothing to say. */
  static String of(List<Wait> waits, Instant now) {
    return waits.isEmpty() ? "" : words(waits.getFirst(), now);
  }

  private static String words(Wait wait, Instant now) {
    return switch (wait.reason()) {
      case NEXT -> "A worker is free and takes it within seconds.";
      case TURN ->
          "Others go first, because everybody gets the same share.%s"
              .formatted(about(wait.startsIn()));
      case SLOT -> "All slots of the workers are taken.%s".formatted(about(wait.startsIn()));
      case NO_WORKER ->
          "No worker serves this queue just now. It starts when one comes back; whoever runs the"
              + " queue has to see to that. Nothing is lost.";
      case NO_FITTING_WORKER ->
          "No worker has the graphics processors or the memory that this task asks for. Whoever"
              + " runs the queue has to start one. Nothing is lost.";
      case GPUS_TAKEN ->
          "Other runs have the graphics processors that it asks for.%s"
              .formatted(about(wait.startsIn()));
      case WORKERS_SHORT_OF_DISK ->
          "The workers have no room left on their disks and take nothing until there is. Whoever"
              + " runs the queue has to see to that. Nothing is lost.";
      case PARALLEL_LIMIT ->
          "As many of your submissions run as may at once in this queue. It starts when one of them"
              + " has ended.";
      case COMPETITION_PARALLEL_LIMIT ->
          "As many of your submissions run as may at once in this competition. It starts when one of"
              + " them has ended.";
      case SLOTS_KEPT_FOR_SHORT ->
          "The last free slot is kept for short runs; it starts when a long one has ended.%s"
              .formatted(about(wait.startsIn()));
      case PAUSED -> "The organiser has to start or mend something first.";
      case STOPPING ->
          "Worker %s is asked to stop it%s.".formatted(wait.worker(), until(wait.deadline(), now));
      case RUNNING -> running(wait, now);
    };
  }

  private static String running(Wait wait, Instant now) {
    var deadline = wait.deadline();
    var words =
        deadline == null
            ? "Worker %s has it.".formatted(wait.worker())
            : "Worker %s has it. If it is not heard of for %s, another takes over."
                .formatted(wait.worker(), Readable.duration(left(deadline, now)));
    return wait.progress().isEmpty() ? words : wait.progress() + ". " + words;
  }

  private static String until(@Nullable Instant deadline, Instant now) {
    return deadline == null
        ? ""
        : "; without its word this ends in " + Readable.duration(left(deadline, now));
  }

  private static Duration left(Instant deadline, Instant now) {
    var left = Duration.between(now, deadline);
    return left.isNegative() ? Duration.ZERO : Duration.ofSeconds(left.toSeconds() + 1);
  }

  private static String about(@Nullable Duration startsIn) {
    if (startsIn == null) {
      return "";
    }
    return startsIn.toSeconds() < 2
        ? " It starts any moment."
        : " By what recent runs took, it starts in about %s."
            .formatted(Readable.duration(startsIn));
  }
}
