package dev.assay.server.runs;

import dev.assay.contract.AttemptResult.Outcome;
import dev.assay.contract.Cause;
import dev.assay.contract.Failure;
import dev.assay.contract.Fault;
import dev.assay.contract.Program;
import dev.assay.contract.Step;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Decides what the end of an attempt means. Pure. */
final class RunVerdicts {
  /** What PostgreSQL's numeric and any reader of a leaderboard can take. */
  private static final int LARGEST_EXPONENT = 1000;

  /**
   * An order that no worker ever confirmed cost nobody anything but time, so it is not counted, and
   * neither is a loss whose worker was heard of again; but nothing is tried for ever.
   */
  private static final int MOST_ATTEMPTS = 20;

  private final int maxAttempts;

  RunVerdicts(int maxAttempts) {
    this.maxAttempts = maxAttempts;
  }

  /**
   * @param columns keys that the scoring program is to fill
   */
  Verdict ofResult(Held held, Outcome outcome, List<String> warnings, List<String> columns) {
    return switch (outcome.kind()) {
      case SCORED -> ofScores(outcome.scores(), warnings, columns);
      case FAILED -> ofFailure(held, required(outcome.failure()), warnings);
      case CANCELLED ->
          held.cancelAsked() ? new Verdict.Cancelled() : ofFailure(held, NOT_ASKED, warnings);
    };
  }

  /** The lease ended, or the worker no longer knows of the attempt. */
  Verdict ofLoss(Held held, List<String> losers) {
    if (!held.heard() && !held.cancelAsked() && held.number() < MOST_ATTEMPTS) {
      return new Verdict.QueuedAgain(false);
    }
    return ofFailure(held, lost(losers), List.of());
  }

  /** A worker gave it back. */
  Verdict ofRelease(Held held) {
    return held.cancelAsked() ? new Verdict.Cancelled() : new Verdict.QueuedAgain(false);
  }

  private Verdict ofFailure(Held held, Failure failure, List<String> warnings) {
    if (failure.fault() != Fault.PLATFORM) {
      return new Verdict.Failed(failure, warnings);
    }
    if (held.cancelAsked()) {
      return new Verdict.Cancelled();
    }
    return held.failures() + 1 < maxAttempts && held.number() < MOST_ATTEMPTS
        ? new Verdict.QueuedAgain(true)
        : new Verdict.Failed(failure, warnings);
  }

  private static Verdict ofScores(
      Map<String, BigDecimal> scores, List<String> said, List<String> columns) {
    var warnings = new ArrayList<>(said);
    var known = new LinkedHashMap<String, BigDecimal>();
    for (var column : columns) {
      var score = scores.get(column);
      if (score == null) {
        warnings.add(RunStates.noScoreFor(column));
      } else {
        known.put(column, score);
      }
    }
    scores.keySet().stream()
        .filter(key -> !columns.contains(key))
        .sorted()
        .forEach(key -> warnings.add(withoutColumn(key)));
    for (var score : known.entrySet()) {
      if (isTooLarge(score.getValue())) {
        return new Verdict.Failed(tooLarge(score.getKey(), score.getValue()), warnings);
      }
    }
    return known.isEmpty() && !columns.isEmpty()
        ? new Verdict.Failed(noneKnown(scores, columns), warnings)
        : new Verdict.Scored(known, warnings);
  }

  private static String withoutColumn(String key) {
    return "The score \"%s\" was ignored: the leaderboard has no such column"
        .formatted(printable(key));
  }

  /** The database takes every character but NUL, and nobody reads a long key. */
  private static String printable(String key) {
    var clean = key.replace('\0', '\uFFFD');
    return clean.length() <= 60 ? clean : clean.substring(0, 60) + "…";
  }

  private static boolean isTooLarge(BigDecimal score) {
    return Math.abs((long) score.precision() - score.scale()) > LARGEST_EXPONENT
        || score.precision() > LARGEST_EXPONENT;
  }

  private static Failure tooLarge(String column, BigDecimal score) {
    return new Failure(
        Cause.SCORES_INVALID,
        Fault.ORGANISER,
        Step.SCORE,
        Program.PROGRAM,
        null,
        "The score \"%s\" has an exponent or a length beyond %d: its precision is %d, its scale %d."
            .formatted(column, LARGEST_EXPONENT, score.precision(), score.scale()),
        "Let the scoring program write ordinary numbers.",
        List.of());
  }

  private static Failure noneKnown(Map<String, BigDecimal> scores, List<String> columns) {
    var written = scores.keySet().stream().sorted().map(RunVerdicts::printable).toList();
    return new Failure(
        Cause.SCORES_MISSING,
        Fault.ORGANISER,
        Step.SCORE,
        Program.PROGRAM,
        null,
        written.isEmpty()
            ? "The scoring program wrote no scores."
            : "The scoring program wrote %s, but the leaderboard's columns are %s."
                .formatted(String.join(", ", written), String.join(", ", columns)),
        "Let the scoring program write a number for %s; names must match exactly."
            .formatted(String.join(", ", columns)),
        List.of());
  }

  private static Failure lost(List<String> losers) {
    return Failure.outsideSteps(
        Cause.WORKER_LOST,
        "The workers that ran it were lost without a word: %s."
            .formatted(String.join(", ", losers)),
        "It does not count against your limit. Submit it again, or ask the operator to look at the"
            + " workers.");
  }

  private static final Failure NOT_ASKED =
      Failure.outsideSteps(
          Cause.WORKER_FAILED,
          "The worker ended the run as cancelled though nobody had asked for it.",
          "It does not count against your limit. Submit it again.");

  private static Failure required(@Nullable Failure failure) {
    if (failure == null) {
      throw new IllegalArgumentException("A failed outcome carries its failure");
    }
    return failure;
  }
}
