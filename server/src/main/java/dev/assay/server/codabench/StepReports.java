package dev.assay.server.codabench;

import dev.assay.contract.AttemptResult.Outcome;
import dev.assay.contract.Failure;
import dev.assay.contract.Heartbeat.Activity;
import dev.assay.contract.LogStream;
import dev.assay.contract.Program;
import dev.assay.contract.Step;
import dev.assay.server.competitions.Competitions;
import dev.assay.server.queues.Workers;
import dev.assay.server.queues.broker.CeleryWorkers;
import dev.assay.server.runs.Offer;
import dev.assay.server.runs.OfferedRuns;
import dev.assay.server.runs.OfferedRuns.Standing;
import dev.assay.server.runs.OfferedRuns.StepEnd;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/**
 * What Codabench's workers report, and what it means. They report in an order of their own: the end
 * of a step before what came of it, an end after an end, and everything again when the broker
 * delivers a message again. The outcome is made right all the same: a step is over when all of it
 * is here, and once.
 */
@Component
final class StepReports {
  private static final int LINES = 10;

  private final OfferedRuns runs;
  private final Competitions competitions;
  private final JdbcReports reports;
  private final StepResults results;
  private final StepLogs logs;
  private final CodabenchSettings settings;
  private final Workers workers;
  private final StepNodes nodes;
  private final Unstarted unstarted;

  StepReports(
      OfferedRuns runs,
      Competitions competitions,
      JdbcReports reports,
      StepResults results,
      StepLogs logs,
      CodabenchSettings settings,
      Workers workers,
      StepNodes nodes,
      Unstarted unstarted) {
    this.runs = runs;
    this.competitions = competitions;
    this.reports = reports;
    this.results = results;
    this.logs = logs;
    this.settings = settings;
    this.workers = workers;
    this.nodes = nodes;
    this.unstarted = unstarted;
  }

  /**
   * A worker begins.
   *
   * @return false if it must not
   */
  boolean running(Offer offer, String host) {
    var worker = CeleryWorkers.on(offer.queue(), name(offer, host), null);
    var begun = runs.begin(offer.secret(), worker, stepTime(offer));
    workers.reportsFrom(offer.queue(), worker.name(), host);
    // Scoring says nothing more before it runs.
    return begun.isPresent()
        && !cancelled(begun.get())
        && (!offer.isScoring() || busy(begun.get(), Activity.RUNNING));
  }

  /** Its node's, if that is known; it reports the machine's. */
  private String name(Offer offer, String host) {
    return nodes
        .node(offer.celeryTask())
        .map(node -> workers.knownAs(offer.queue(), node))
        .orElseGet(() -> workers.reportingFrom(offer.queue(), host));
  }

  /** It turns out whose node it is that has begun. */
  void takenBy(Offer offer, String node) {
    var name = workers.knownAs(offer.queue(), node);
    var thought = runs.workerName(offer).orElse(name);
    if (!thought.equals(name)) {
      workers.reportsFrom(offer.queue(), name, thought);
      runs.ranOn(offer, name);
    }
  }

  /** It does something. */
  boolean busy(Offer offer, Activity activity) {
    var step = activity == Activity.FETCHING ? null : StepLogs.step(offer);
    return runs.progress(offer, activity, step, stepTime(offer)) && !cancelled(offer);
  }

  private Duration stepTime(Offer offer) {
    return competitions
        .phase(offer.phase())
        .orElseThrow()
        .executionTimeLimit()
        .plus(settings.margin());
  }

  /** The prediction step is over; its output is still to come. */
  boolean predicted(Offer offer) throws IOException {
    return ended(offer);
  }

  /** The scoring step is over; its scores are still to come. */
  boolean finished(Offer offer) throws IOException {
    return ended(offer);
  }

  private boolean ended(Offer offer) throws IOException {
    logs.collect(offer);
    if (runs.standing(offer) == Standing.REPORTED) {
      return true;
    }
    if (!runs.progress(offer, Activity.STORING, StepLogs.step(offer), settings.afterwards())) {
      return false;
    }
    if (cancelled(offer)) {
      return false;
    }
    reports.ended(offer.id());
    results.advance(offer);
    return true;
  }

  /** Scores, by column key, as JSON. */
  boolean scored(Offer offer, String scores) throws IOException {
    if (!offer.isScoring()) {
      return false;
    }
    logs.collect(offer);
    if (runs.standing(offer) == Standing.REPORTED) {
      return true;
    }
    if (!runs.progress(offer, Activity.STORING, Step.SCORE, settings.afterwards())) {
      return false;
    }
    reports.scored(offer.id(), scores);
    results.advance(offer);
    return true;
  }

  /** What went wrong, before the failure itself is reported. */
  boolean trouble(Offer offer, String kind, String text) {
    reports.trouble(offer.id(), kind, text);
    logs.say(offer, text);
    return busy(offer, Activity.RUNNING);
  }

  /** A failure; one that comes after the scores, or a second time, changes nothing. */
  boolean failed(Offer offer, String details) throws IOException {
    logs.collect(offer);
    var standing = runs.standing(offer);
    if (standing == Standing.REPORTED) {
      return true;
    }
    if (standing == Standing.LOST) {
      return false;
    }
    if (reports.of(offer.id()).scores() != null) {
      results.finishNow(offer);
      return true;
    }
    logs.say(offer, "The worker reports a failure: " + details);
    var failure = failure(offer, details);
    var step = StepLogs.step(offer);
    return runs.report(
        offer,
        Outcome.failed(failure),
        new StepEnd(step, failure.step() == step ? failure.exitCode() : null, null),
        Map.of(),
        List.of());
  }

  /** The step ended with an exception of which its worker reports nothing. */
  void brokeOff(Offer offer, String exception) throws IOException {
    results.advance(offer);
    var standing = runs.standing(offer);
    if (standing == Standing.REPORTED || standing == Standing.LOST || cancelled(offer)) {
      return;
    }
    var said = reports.of(offer.id());
    if (said.scores() != null) {
      results.finishNow(offer);
    } else if (reports.brokeOff(offer.id(), exception)) {
      logs.collect(offer);
      logs.say(offer, "The worker broke off: " + exception);
      var step = StepLogs.step(offer);
      var failure = results.blamed(offer, BreakOffs.of(step, said.endedAt() != null, exception));
      var end = new StepEnd(step, failure.exitCode(), null);
      runs.report(offer, Outcome.failed(failure), end, Map.of(), List.of());
    }
  }

  /** It was stopped, as the site asked. */
  void revoked(Offer offer) throws IOException {
    logs.collect(offer);
    cancelled(offer);
  }

  private Failure failure(Offer offer, String details) throws IOException {
    if (!offer.isScoring() && details.contains("Metadata file not found")) {
      // There is no folder for the output, as nothing ran that would have needed one.
      return unstarted.failure(offer, details);
    }
    var image =
        competitions
            .phase(offer.phase())
            .flatMap(phase -> competitions.find(phase.competition()))
            .orElseThrow()
            .dockerImage();
    var failure =
        StepFailures.of(
            StepLogs.step(offer),
            details,
            reports.of(offer.id()).trouble(),
            image,
            errors(offer, StepLogs.step(offer)));
    return results.blamed(offer, failure);
  }

  private List<String> errors(Offer offer, Step step) {
    var errors = lines(offer, LogStream.of(step, Program.PROGRAM, true));
    return errors.isEmpty() ? lines(offer, LogStream.of(step, Program.PROGRAM, false)) : errors;
  }

  private List<String> lines(Offer offer, LogStream stream) {
    return logs.lastLines(offer, stream, LINES);
  }

  /** These workers ask for nothing, so a cancel ends the run at their next word. */
  private boolean cancelled(Offer offer) {
    if (runs.standing(offer) != Standing.CANCEL_ASKED) {
      return false;
    }
    logs.say(offer, "Cancelled. The worker is told so; its container may run on to its limit.");
    runs.report(offer, Outcome.cancelled(), null, Map.of(), List.of());
    return true;
  }

  /** What a worker says while a program runs. */
  void heard(Offer offer, Program program, byte[] bytes) {
    logs.heard(offer, program, bytes);
  }
}
