package dev.assay.cli.dryrun;

import dev.assay.contract.Failure;
import java.util.Locale;

/** A failure, for a terminal: where, whose, why, what to do. */
final class FailureWords {
  private FailureWords() {}

  static String of(Failure failure) {
    var text = new StringBuilder();
    text.append("assay: failed: %s%n".formatted(failure.message()));
    text.append("  where: %s%n".formatted(where(failure)));
    text.append("  fault: %s%n".formatted(failure.fault().name().toLowerCase(Locale.ROOT)));
    text.append("  do:    %s%n".formatted(failure.fix()));
    failure.lastLines().forEach(line -> text.append("  | %s%n".formatted(line)));
    return text.toString().stripTrailing();
  }

  private static String where(Failure failure) {
    var step = failure.step();
    var program = failure.program();
    return (step == null ? "before the first step" : step.name().toLowerCase(Locale.ROOT) + " step")
        + (program == null ? "" : ", " + program.name().toLowerCase(Locale.ROOT) + " container")
        + (failure.exitCode() == null ? "" : ", exit code " + failure.exitCode());
  }
}
