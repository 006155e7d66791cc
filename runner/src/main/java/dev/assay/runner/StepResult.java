package dev.assay.runner;

import dev.assay.bundle.program.RunMetadata;
import dev.assay.contract.AttemptResult.StepReport;
import dev.assay.contract.Program;
import dev.assay.contract.Step;
import dev.assay.engine.Exit;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How the containers of a step ended; a program that was not to run is missing. */
record StepResult(Step step, Instant startedAt, Instant endedAt, Map<Program, Exit> exits) {
  StepResult {
    exits = Map.copyOf(exits);
  }

  @Nullable Exit exit(Program program) {
    return exits.get(program);
  }

  StepReport report() {
    return new StepReport(step, startedAt, endedAt, code(Program.PROGRAM), code(Program.INGESTION));
  }

  /** Null when it did not run or did not end by itself. */
  @Nullable Integer code(Program program) {
    return exits.get(program) instanceof Exit.Exited exited ? exited.code() : null;
  }

  /** The file about the step that scoring programs may read. */
  RunMetadata metadata() {
    return new RunMetadata(
        code(Program.PROGRAM),
        elapsed(Program.PROGRAM),
        code(Program.INGESTION),
        elapsed(Program.INGESTION));
  }

  private @Nullable Duration elapsed(Program program) {
    var exit = exits.get(program);
    return exit == null ? null : exit.elapsed();
  }

  /** For the log: how each program ended, and after how long. */
  List<String> describe() {
    return exits.entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .map(entry -> Words.program(step, entry.getKey()) + Words.end(entry.getValue()))
        .toList();
  }
}
