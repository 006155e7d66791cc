package dev.assay.runner;

import dev.assay.contract.Cause;
import dev.assay.contract.Failure;
import dev.assay.contract.Fault;
import dev.assay.contract.Heartbeat.Activity;
import dev.assay.contract.Program;
import dev.assay.contract.Step;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
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
    output
        .addMetadata(result)
        .ifPresent(name -> run.warn(Words.metadataMovedAside(Step.SCORE, name)));
    var page = run.plan.rules().detailedResults() ? output.detailedResults().orElse(null) : null;
    run.scoringOutput(output.folder(), page);
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
    return failure(
        Cause.SCORING_PROGRAM_FAILED,
        code,
        "The scoring program failed (%s).".formatted(Words.exit(code)),
        "If its last lines complain about the submission's files, correct those and submit again;"
            + " otherwise the organiser has to correct the scoring program or its data.");
  }

  private Map<String, BigDecimal> scores(StepOutput output) throws RunFailed {
    return switch (ScoreReader.read(output.folder())) {
      case ScoreReader.Scores(var byKey, var warnings) -> {
        warnings.forEach(run::warn);
        yield byKey;
      }
      case ScoreReader.Missing _ ->
          throw blamed(
              failure(
                  Cause.SCORES_MISSING,
                  0,
                  "The scoring program ended well but left neither scores.json nor scores.txt in"
                      + " /app/output.",
                  "The organiser lets it write scores.json, such as {\"accuracy\": 0.93}."));
      case ScoreReader.Invalid(var message, var fix) ->
          throw blamed(failure(Cause.SCORES_INVALID, 0, message, fix));
    };
  }

  private Failure failure(Cause cause, @Nullable Integer code, String message, String fix) {
    List<String> lines = run.log.lastLines(Step.SCORE, Program.PROGRAM);
    return new Failure(
        cause, Fault.ORGANISER, Step.SCORE, Program.PROGRAM, code, message, fix, lines);
  }

  /** A program that failed before is why this one could not do its part. */
  private RunFailed blamed(Failure failure) {
    return new RunFailed(run.suspect().map(it -> it.blamedFor(failure)).orElse(failure));
  }
}
