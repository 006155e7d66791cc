package dev.assay.runner;

import dev.assay.bundle.Finding;
import dev.assay.bundle.program.DetailedResultsFile;
import dev.assay.bundle.scores.ScoresFile;
import dev.assay.contract.Cause;
import dev.assay.contract.Failure;
import dev.assay.contract.Heartbeat.Activity;
import dev.assay.contract.Program;
import dev.assay.contract.Step;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** From predictions to scores. */
final class ScoringStep {
  private final RunContext run;
  private final StepFailures failures;

  ScoringStep(RunContext run) {
    this.run = run;
    this.failures = new StepFailures(run.runner.limits(), run.log);
  }

  Map<String, BigDecimal> run(PreparedStep prepared) throws RunFailed, IOException {
    run.listener.activity(Activity.RUNNING, Step.SCORE);
    var result = run.run(prepared);
    var output = new StepOutput(run.collect(prepared.output()));
    output.addMetadata(result).forEach(warning -> run.warn("In the scoring step: " + warning));
    run.scoringOutput(output.folder(), page(output));
    failures.check(result);
    suspect(result);
    checkScorer(result);
    var scores = scores(output);
    run.suspect().ifPresent(suspect -> run.warn(suspect.warning()));
    return scores;
  }

  private void suspect(StepResult result) {
    var code = result.code(Program.INGESTION);
    if (code != null && code != 0) {
      run.suspect(Suspect.ingestion(Step.SCORE, code, run.log));
    }
  }

  private void checkScorer(StepResult result) throws RunFailed {
    var late = StepFailures.late(result);
    var code = result.code(Program.PROGRAM);
    if (code == null) {
      throw blamed(
          failures.time(Step.SCORE, late == null ? Program.PROGRAM : late, run.plan.timeLimit()));
    }
    if (code != 0) {
      throw blamed(scorerFailed(code));
    }
    if (late != null) {
      run.warn("The ingestion program was still running at the time limit and was stopped.");
    }
  }

  private Failure scorerFailed(int code) {
    if (code == Words.DATA_ERROR) {
      return failure(
          Cause.SUBMISSION_REFUSED,
          code,
          "The scoring program cannot score what was submitted (%s).".formatted(Words.exit(code)),
          "Correct what its last lines name, and submit again.");
    }
    return failure(
        Cause.SCORING_PROGRAM_FAILED,
        code,
        "The scoring program failed (%s).".formatted(Words.exit(code)),
        "If its last lines complain about the submission's files, correct those and submit again;"
            + " otherwise the organiser has to correct the scoring program or its data.");
  }

  private @Nullable Path page(StepOutput output) throws IOException {
    return run.plan.rules().detailedResults()
        ? DetailedResultsFile.find(output.folder()).orElse(null)
        : null;
  }

  private Map<String, BigDecimal> scores(StepOutput output) throws RunFailed, IOException {
    var read = ScoresFile.read(output.folder(), run.plan.rules().columns());
    for (var finding : read.findings()) {
      switch (finding.code()) {
        case RUN_01 -> throw blamed(unusable(Cause.SCORES_MISSING, finding));
        // Which columns there are, whoever gave the order knows.
        case RUN_05, RUN_06 -> {}
        default -> {
          if (finding.isError()) {
            throw blamed(unusable(Cause.SCORES_INVALID, finding));
          }
          run.warn(Words.at(finding.place(), finding.message()));
        }
      }
    }
    checkColumns(read.scores().keySet());
    return read.scores();
  }

  /** Scores of which no column shows any are none; one that is missing is only told. */
  private void checkColumns(Set<String> written) throws RunFailed {
    var wanted = run.plan.rules().columns().scored();
    if (!wanted.isEmpty() && Collections.disjoint(wanted, written)) {
      throw blamed(
          failure(
              Cause.SCORES_MISSING,
              0,
              written.isEmpty()
                  ? "The scoring program wrote no scores."
                  : "The scoring program wrote %s, but the leaderboard's columns are %s."
                      .formatted(Words.names(written), Words.names(wanted)),
              "The organiser lets the scoring program write a number for %s; names must match exactly."
                  .formatted(Words.names(wanted))));
    }
  }

  private Failure unusable(Cause cause, Finding finding) {
    var fix = finding.fix();
    return failure(
        cause,
        0,
        Words.at(finding.place(), finding.message()),
        "The organiser corrects the scoring program." + (fix == null ? "" : " " + fix));
  }

  private Failure failure(Cause cause, @Nullable Integer code, String message, String fix) {
    List<String> lines = run.log.lastLines(Step.SCORE, Program.PROGRAM);
    return new Failure(
        cause, cause.fault(), Step.SCORE, Program.PROGRAM, code, message, fix, lines);
  }

  /** A program that failed before is why this one could not do its part. */
  private RunFailed blamed(Failure failure) {
    return new RunFailed(run.suspect().map(it -> it.blamedFor(failure)).orElse(failure));
  }
}
