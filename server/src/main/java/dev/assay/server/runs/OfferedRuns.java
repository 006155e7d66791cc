package dev.assay.server.runs;

import dev.assay.contract.AttemptResult.Outcome;
import dev.assay.contract.Heartbeat.Activity;
import dev.assay.contract.Step;
import dev.assay.contract.UploadKind;
import dev.assay.contract.WorkerInfo;
import dev.assay.server.kernel.BlobId;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Attempts by workers that know nothing of leases: begun with an offer's secret, which is their
 * fencing token, and kept by a deadline for each step instead of heartbeats. An attempt here covers
 * one step; between the two the evaluation waits in its queue like any other.
 */
public interface OfferedRuns {

  /**
   * A worker begins what was offered. If somebody began it before, the broker has lost them and
   * delivered their message again: their attempt is lost, and the evaluation is offered anew with
   * another secret.
   *
   * @param atMost after so long without a word it is given to another worker
   * @return what became of the offer; empty when it is over
   */
  Optional<Offer> begin(UUID secret, WorkerInfo worker, Duration atMost);

  /**
   * A sign of life.
   *
   * @return whether the attempt is still the worker's
   */
  boolean progress(Offer offer, Activity activity, @Nullable Step step, Duration atMost);

  Standing standing(Offer offer);

  /** What the worker that began it is called; empty if nobody did. */
  Optional<String> workerName(Offer offer);

  /** It turns out that another worker of its queue than was thought began it. */
  void ranOn(Offer offer, String worker);

  /** The prediction step is done, its output sealed: scoring is offered next. */
  boolean predicted(Offer offer, BlobId predictions, StepEnd end);

  /**
   * The end of the attempt. Once only: a second one changes nothing.
   *
   * @return false when the attempt was lost before
   */
  boolean report(
      Offer offer,
      Outcome outcome,
      @Nullable StepEnd end,
      Map<UploadKind, BlobId> stored,
      List<String> warnings);

  /** How an attempt stands. */
  enum Standing {
    ACTIVE,
    /** Its worker is to stop. */
    CANCEL_ASKED,
    /** It ended as its worker reported. */
    REPORTED,
    /** It was given to somebody else. */
    LOST
  }

  /** What is known of the end of a step; null codes are not known. */
  record StepEnd(Step step, @Nullable Integer exitCode, @Nullable Integer ingestionExitCode) {}
}
