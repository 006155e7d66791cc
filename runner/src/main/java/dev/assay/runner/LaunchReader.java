package dev.assay.runner;

import dev.assay.contract.Cause;
import dev.assay.contract.Failure;
import dev.assay.contract.Program;
import dev.assay.contract.Step;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

final class LaunchReader {
  private final RunPlan plan;

  LaunchReader(RunPlan plan) {
    this.plan = plan;
  }

  Launches read() throws RunFailed, IOException {
    var folders = plan.folders();
    boolean ds = plan.rules().ingestionOnlyDuringScoring();
    var ingestion = launch(folders.ingestionProgram());
    var scoring = launch(folders.scoringProgram());
    if (scoring instanceof Launch.Nothing(_, var reason)) {
      throw new RunFailed(unusable(reason));
    }
    return new Launches(
        launch(folders.submission()),
        ds || plan.isScoringOnly() ? new Launch.Absent() : ingestion,
        scoring,
        ds ? ingestion : new Launch.Absent());
  }

  private static Failure unusable(String reason) {
    return new Failure(
        Cause.SCORING_PROGRAM_UNUSABLE,
        Cause.SCORING_PROGRAM_UNUSABLE.fault(),
        Step.SCORE,
        Program.PROGRAM,
        null,
        "The scoring program cannot be run: " + reason,
        "The organiser adds a metadata.yaml with a command to the scoring program.",
        List.of());
  }

  private Launch launch(@Nullable Path folder) throws IOException {
    if (folder == null) return new Launch.Absent();
    for (var name : List.of("metadata.yaml", "metadata")) {
      var file = folder.resolve(name);
      if (Files.exists(file)) {
        for (var line : Files.readAllLines(file)) {
          if (line.startsWith("command: ")) {
            return new Launch.Run(
                List.of(
                    line.substring(9)
                        .replace("$program", "/app/program")
                        .replace("$ingestion_program", "/app/program")
                        .replace("$output", "/app/output")
                        .split(" ")));
          }
        }
        return new Launch.Nothing(true, "its metadata has no command");
      }
    }
    return new Launch.Nothing(false, "it has no metadata.yaml");
  }
}
