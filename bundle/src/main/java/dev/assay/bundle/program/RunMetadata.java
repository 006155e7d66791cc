package dev.assay.bundle.program;

import dev.assay.bundle.Finding;
import dev.assay.bundle.FindingCode;
import dev.assay.bundle.Place;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The file {@code metadata} that is added to the output of each step; scoring programs of older
 * bundles read the elapsed time from it and fail without.
 *
 * @param exitCode of the program container, absent if it did not run
 * @param ingestionExitCode of the ingestion container, absent if it did not run
 */
public record RunMetadata(
    @Nullable Integer exitCode,
    @Nullable Duration elapsed,
    @Nullable Integer ingestionExitCode,
    @Nullable Duration ingestionElapsed) {
  /** The name of the file. */
  public static final String FILE = "metadata";

  private static final int NANO_DIGITS = 9;

  /** Ours is far smaller; whatever is larger is not ours. */
  private static final int MOST_BYTES = 4096;

  /** How the programs of a step ended; null for one that did not run. */
  public record ExitCodes(@Nullable Integer program, @Nullable Integer ingestion) {}

  /** Reads the exit codes back from a step's output; what is missing or unreadable is unknown. */
  public static ExitCodes exitCodes(Path output) throws IOException {
    Path file = output.resolve(FILE);
    if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) || Files.size(file) > MOST_BYTES) {
      return new ExitCodes(null, null);
    }
    String text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
    return new ExitCodes(code(text, "exitCode"), code(text, "ingestionExitCode"));
  }

  private static @Nullable Integer code(String text, String key) {
    Matcher line = Pattern.compile("(?m)^" + key + ": (\\d{1,3})$").matcher(text);
    return line.find() ? Integer.valueOf(line.group(1)) : null;
  }

  /** The text of the file. */
  public String text() {
    Duration time = elapsed == null ? ingestionElapsed : elapsed;
    return """
        exitCode: %s
        elapsedTime: %s
        ingestionExitCode: %s
        ingestionElapsedTime: %s
        """
        .formatted(exitCode, seconds(time), ingestionExitCode, seconds(ingestionElapsed));
  }

  /** A number with a point, so that readers take it for a fraction whatever its value. */
  private static @Nullable String seconds(@Nullable Duration duration) {
    return duration == null
        ? null
        : BigDecimal.valueOf(duration.toNanos(), NANO_DIGITS)
            .setScale(6, RoundingMode.HALF_UP)
            .toPlainString();
  }

  /**
   * Writes the file into an output folder. A program's own file of that name is moved aside, with a
   * warning.
   */
  public List<Finding> write(Path output) throws IOException {
    Path file = output.resolve(FILE);
    List<Finding> findings = List.of();
    if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
      Path aside = freeName(output);
      Files.move(file, aside);
      findings =
          List.of(
              Finding.of(
                      FindingCode.RUN_07,
                      Place.in(FILE),
                      "The program wrote a file 'metadata', a name that is taken; it is kept as '%s'."
                          .formatted(aside.getFileName()))
                  .fix("Write to a file of another name."));
    }
    Files.writeString(file, text(), StandardOpenOption.CREATE_NEW);
    return findings;
  }

  private static Path freeName(Path output) {
    Path aside = output.resolve(FILE + ".program");
    for (int i = 2; Files.exists(aside, LinkOption.NOFOLLOW_LINKS); i++) {
      aside = output.resolve(FILE + ".program" + i);
    }
    return aside;
  }
}
