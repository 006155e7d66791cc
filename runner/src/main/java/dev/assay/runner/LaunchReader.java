package dev.assay.runner;

import dev.assay.bundle.Place;
import dev.assay.bundle.program.ContainerRole;
import dev.assay.bundle.program.ProgramMetadata;
import dev.assay.contract.Cause;
import dev.assay.contract.Failure;
import dev.assay.contract.Program;
import dev.assay.contract.Step;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds out what is to be run before anything runs, so that a program nobody could run is not found
 * out after an hour of prediction.
 */
final class LaunchReader {
  private static final String NO_METADATA = "it has no metadata.yaml.";

  private final RunPlan plan;

  LaunchReader(RunPlan plan) {
    this.plan = plan;
  }

  Launches read() throws RunFailed, IOException {
    var folders = plan.folders();
    boolean late = plan.rules().ingestionOnlyDuringScoring();
    var scoring = launch(folders.scoringProgram(), ContainerRole.SCORING);
    if (scoring instanceof Launch.Nothing(_, var reason)) {
      throw unusable(ContainerRole.SCORING, reason);
    }
    return new Launches(
        launch(folders.submission(), ContainerRole.SUBMISSION),
        late || plan.isScoringOnly()
            ? new Launch.Absent()
            : launch(folders.ingestionProgram(), ContainerRole.INGESTION),
        scoring,
        late
            ? launch(folders.ingestionProgram(), ContainerRole.INGESTION_IN_SCORING)
            : new Launch.Absent());
  }

  private static Launch launch(@Nullable Path folder, ContainerRole role)
      throws RunFailed, IOException {
    if (folder == null) {
      return new Launch.Absent();
    }
    return switch (ProgramMetadata.read(folder)) {
      case ProgramMetadata.Command command -> new Launch.Run(command.arguments(role));
      case ProgramMetadata.Absent _ -> new Launch.Nothing(false, NO_METADATA);
      case ProgramMetadata.WithoutCommand(var place, var why, _) ->
          new Launch.Nothing(true, reason(place, why));
      case ProgramMetadata.Unusable(var place, var why) -> throw unusable(role, reason(place, why));
    };
  }

  private static String reason(Place place, String why) {
    return Words.at(place, why) + (why.endsWith(".") ? "" : ".");
  }

  private static RunFailed unusable(ContainerRole role, String reason) {
    return switch (role) {
      case SUBMISSION ->
          failed(Cause.PREDICTION_NOT_STARTED, Step.PREDICT, Program.PROGRAM, reason);
      case INGESTION ->
          failed(Cause.INGESTION_PROGRAM_UNUSABLE, Step.PREDICT, Program.INGESTION, reason);
      case INGESTION_IN_SCORING ->
          failed(Cause.INGESTION_PROGRAM_UNUSABLE, Step.SCORE, Program.INGESTION, reason);
      case SCORING -> failed(Cause.SCORING_PROGRAM_UNUSABLE, Step.SCORE, Program.PROGRAM, reason);
    };
  }

  private static RunFailed failed(Cause cause, Step step, Program program, String reason) {
    var who = Words.program(step, program);
    var fix =
        step == Step.PREDICT && program == Program.PROGRAM
            ? "Correct the command, or leave the file out if nothing is to be run."
            : "The organiser gives it a metadata.yaml with a line such as: command: python3"
                + " $program/main.py";
    var message = who + " cannot be run: " + reason;
    return new RunFailed(
        new Failure(cause, cause.fault(), step, program, null, message, fix, List.of()));
  }
}
