package dev.assay.runner;

import dev.assay.contract.Program;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The YAML file {@code metadata} beside a step's output, with the keys that scorers know. */
final class MetadataFile {
  private MetadataFile() {}

  static String of(StepResult result) {
    var seconds = result.seconds(Program.PROGRAM);
    var ingestion = result.seconds(Program.INGESTION);
    return """
        elapsedTime: %s
        exitCode: %s
        ingestionElapsedTime: %s
        ingestionExitCode: %s
        """
        .formatted(
            number(seconds == null ? ingestion : seconds),
            result.code(Program.PROGRAM),
            number(ingestion),
            result.code(Program.INGESTION));
  }

  // Never an exponent: YAML 1.1 would take 1e-3 for text.
  private static @Nullable String number(@Nullable Double seconds) {
    return seconds == null ? null : String.format(Locale.ROOT, "%.6f", seconds);
  }
}
