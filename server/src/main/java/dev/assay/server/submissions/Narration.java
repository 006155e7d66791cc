package dev.assay.server.submissions;

import dev.assay.contract.Heartbeat.Activity;
import dev.assay.contract.Step;
import dev.assay.server.runs.RunStates.AttemptStatus;
import dev.assay.server.runs.RunStates.EvaluationStatus;
import dev.assay.server.web.Badge;
import dev.assay.server.web.Readable;
import dev.assay.server.web.Step.Progress;
import dev.assay.server.web.Tone;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Says in words what happens to a submission just now, and whose turn it is. */
final class Narration {
  private Narration() {}

  static Badge badge(SubmissionState state, List<EvaluationStatus> evaluations) {
    return switch (state) {
      case SUBMITTED -> new Badge(Tone.WAITING, "Held");
      case RUNNING ->
          evaluations.stream().anyMatch(one -> one.state().equals("leased"))
              ? new Badge(Tone.ACTIVE, "Running")
              : new Badge(Tone.WAITING, "Queued");
      case FINISHED -> new Badge(Tone.GOOD, "Scored");
      case FAILED -> new Badge(Tone.BAD, "Failed");
      case CANCELLED -> new Badge(Tone.OVER, "Cancelled");
    };
  }

  /**
   * The evaluation the page speaks of: the first that is not final, else the first that failed,
   * else the first.
   */
  static Optional<EvaluationStatus> focus(List<EvaluationStatus> evaluations) {
    return evaluations.stream()
        .filter(one -> !one.isFinal())
        .findFirst()
        .or(() -> evaluations.stream().filter(one -> one.failure() != null).findFirst())
        .or(() -> evaluations.stream().findFirst());
  }

  static String line(SubmissionState state, List<EvaluationStatus> evaluations) {
    return switch (state) {
      case SUBMITTED -> "Received; it waits for the organiser to start it";
      case RUNNING ->
          focus(evaluations).map(one -> prefix(one, evaluations) + running(one)).orElse("Received");
      case FINISHED ->
          evaluations.size() > 1
              ? "Scored on all %d tasks".formatted(evaluations.size())
              : "Scored";
      case FAILED -> failed(evaluations);
      case CANCELLED -> cancelled(evaluations);
    };
  }

  /** By whose word nothing of it runs any more. */
  private static String cancelled(List<EvaluationStatus> evaluations) {
    var last =
        evaluations.stream()
            .filter(one -> one.state().equals("cancelled"))
            .flatMap(one -> one.lastAttempt().stream())
            .max(Comparator.comparing(AttemptStatus::startedAt));
    if (last.isEmpty()) {
      return "Cancelled before it ran";
    }
    var attempt = last.get();
    return switch (attempt.state()) {
      case "cancelled" ->
          attempt.isForeign()
              ? "Cancelled: worker %s was told; its container may run on to its limit"
                  .formatted(attempt.workerName())
              : "Cancelled: worker %s says that its containers are gone"
                  .formatted(attempt.workerName());
      case "lost" ->
          "Cancelled by the end of the lease%s: worker %s was not heard again, and has to kill its containers itself"
              .formatted(
                  attempt.endedAt() == null ? "" : " at " + Readable.exact(attempt.endedAt()),
                  attempt.workerName());
      default -> "Cancelled after worker %s had given it back".formatted(attempt.workerName());
    };
  }

  private static String failed(List<EvaluationStatus> evaluations) {
    var failure = focus(evaluations).map(EvaluationStatus::failure).orElse(null);
    if (failure == null || failure.step() == null) {
      return "Before the first step";
    }
    return switch (failure.step()) {
      case PREDICT -> "In the prediction step";
      case SCORE -> "In the scoring step";
    };
  }

  private static String prefix(EvaluationStatus one, List<EvaluationStatus> all) {
    return all.size() == 1
        ? ""
        : "Task %d of %d, %s: ".formatted(all.indexOf(one) + 1, all.size(), one.taskName());
  }

  private static String running(EvaluationStatus one) {
    if (one.cancelAsked()) {
      return "Stopping, as asked; waiting for the worker's word"
          + one.lastAttempt()
              .map(AttemptStatus::leasedUntil)
              .map(until -> ", or for the end of its lease at " + Readable.exact(until))
              .orElse("");
    }
    if (one.state().equals("paused")) {
      return "Waits: scoring of this phase is paused until the organiser lets it go on. Nothing is lost";
    }
    if (one.state().equals("queued")) {
      return queued(one);
    }
    return one.lastAttempt().map(Narration::activity).orElse("Handed to a worker");
  }

  private static String queued(EvaluationStatus one) {
    if (!one.isServed()) {
      return "Waits: no worker serves its queue now. It starts by itself once one does; if it lasts, tell the organiser";
    }
    var place =
        one.ahead() == 0
            ? "Next in the queue"
            : Readable.counted(one.ahead(), "run") + " ahead in the queue";
    var lost = one.attempts().stream().filter(attempt -> attempt.state().equals("lost")).count();
    boolean lastWasLost =
        one.lastAttempt().filter(attempt -> attempt.state().equals("lost")).isPresent();
    return !lastWasLost
        ? place
        : place + ", again: a worker was lost (attempt %d of 3 comes next)".formatted(lost + 1);
  }

  private static String activity(AttemptStatus attempt) {
    var where = " on worker " + attempt.workerName();
    if (attempt.activity() == null) {
      return "Taken up" + where;
    }
    return switch (attempt.activity()) {
      case FETCHING -> "Fetching files" + where;
      case PULLING_IMAGE -> "Pulling image " + attempt.image() + where;
      case RUNNING ->
          "Running the " + (attempt.step() == Step.SCORE ? "scoring" : "prediction") + where;
      case STORING -> "Storing the results" + where;
    };
  }

  static @Nullable Instant since(SubmissionState state, List<EvaluationStatus> evaluations) {
    if (state != SubmissionState.RUNNING) {
      return null;
    }
    return focus(evaluations)
        .map(
            one ->
                one.lastAttempt()
                    .filter(attempt -> attempt.state().equals("active"))
                    .map(AttemptStatus::stepSince)
                    .orElse(one.since()))
        .orElse(null);
  }

  static List<dev.assay.server.web.Step> steps(
      SubmissionState state, List<EvaluationStatus> evaluations) {
    var one = focus(evaluations);
    var attempt = one.flatMap(EvaluationStatus::lastAttempt);
    return List.of(
        new dev.assay.server.web.Step("Received", Progress.DONE, ""),
        new dev.assay.server.web.Step("Queued", queuedProgress(one), ""),
        step("Prediction", Step.PREDICT, one, attempt),
        step("Scoring", Step.SCORE, one, attempt),
        new dev.assay.server.web.Step(
            "Result", state.isFinal() ? resultProgress(state) : Progress.AHEAD, ""));
  }

  private static Progress queuedProgress(Optional<EvaluationStatus> one) {
    if (one.isEmpty()) {
      return Progress.AHEAD;
    }
    return waits(one.get()) ? Progress.CURRENT : Progress.DONE;
  }

  private static boolean waits(EvaluationStatus one) {
    return one.state().equals("queued") || one.state().equals("paused");
  }

  private static Progress resultProgress(SubmissionState state) {
    return switch (state) {
      case FINISHED -> Progress.DONE;
      case FAILED -> Progress.FAILED;
      case CANCELLED -> Progress.SKIPPED;
      case SUBMITTED, RUNNING -> Progress.AHEAD;
    };
  }

  private static dev.assay.server.web.Step step(
      String name, Step step, Optional<EvaluationStatus> one, Optional<AttemptStatus> attempt) {
    if (one.isEmpty() || attempt.isEmpty() || waits(one.get())) {
      return new dev.assay.server.web.Step(
          name,
          one.map(EvaluationStatus::isFinal).orElse(false) ? Progress.SKIPPED : Progress.AHEAD,
          "");
    }
    var failure = one.get().failure();
    if (failure != null && failure.step() == step) {
      return new dev.assay.server.web.Step(name, Progress.FAILED, took(attempt.get(), step));
    }
    // A later attempt only scores what an earlier one predicted.
    for (var ran : one.get().attempts().reversed()) {
      if (ran.steps().stream().anyMatch(report -> report.step() == step)) {
        return new dev.assay.server.web.Step(name, Progress.DONE, took(ran, step));
      }
    }
    if (!one.get().isFinal()) {
      return new dev.assay.server.web.Step(name, liveProgress(step, attempt.get()), "");
    }
    return new dev.assay.server.web.Step(name, Progress.SKIPPED, "");
  }

  private static Progress liveProgress(Step step, AttemptStatus attempt) {
    if (attempt.step() == step && attempt.activity() == Activity.RUNNING) {
      return Progress.CURRENT;
    }
    return step == Step.PREDICT && attempt.step() == Step.SCORE ? Progress.DONE : Progress.AHEAD;
  }

  private static String took(AttemptStatus attempt, Step step) {
    return attempt.steps().stream()
        .filter(ran -> ran.step() == step)
        .findFirst()
        .map(ran -> Readable.duration(Duration.between(ran.startedAt(), ran.endedAt())))
        .orElse("");
  }
}
