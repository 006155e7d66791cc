package dev.assay.server.codabench;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Comparator;
import java.util.regex.Pattern;
import java.util.zip.ZipException;
import java.util.zip.ZipInputStream;
import org.jspecify.annotations.Nullable;

/**
 * How the programs of a step ended, from the file {@code metadata} that workers add to its output.
 *
 * @param program null if it did not run, or nobody can tell
 * @param ingestion likewise
 * @param took how long the longer of the two ran; zero if nobody can tell
 * @param isTold whether there was such a file at all
 */
record ExitCodes(
    @Nullable Integer program, @Nullable Integer ingestion, Duration took, boolean isTold) {
  static final ExitCodes UNKNOWN = new ExitCodes(null, null, Duration.ZERO, false);

  private static final String FILE = "metadata";
  private static final int MOST = 64 * 1024;
  private static final Pattern PROGRAM = Pattern.compile("(?m)^exitCode:\\s*(-?\\d{1,9})\\s*$");
  private static final Pattern ELAPSED =
      Pattern.compile("(?m)^(?:e|ingestionE)lapsedTime:\\s*(\\d{1,9})(?:\\.\\d*)?\\s*$");
  private static final Pattern INGESTION =
      Pattern.compile("(?m)^ingestionExitCode:\\s*(-?\\d{1,9})\\s*$");

  /** Of a zip; what cannot be read tells nothing. */
  static ExitCodes of(InputStream zip) throws IOException {
    try (var entries = new ZipInputStream(zip)) {
      for (var entry = entries.getNextEntry(); entry != null; entry = entries.getNextEntry()) {
        if (entry.getName().equals(FILE) || entry.getName().equals("./" + FILE)) {
          return parse(new String(entries.readNBytes(MOST), StandardCharsets.UTF_8));
        }
      }
      return UNKNOWN;
    } catch (ZipException | IllegalArgumentException e) {
      return UNKNOWN;
    }
  }

  /** Whether there is nothing else in the step's output: not even what was submitted. */
  static boolean isAll(InputStream zip) throws IOException {
    try (var entries = new ZipInputStream(zip)) {
      for (var entry = entries.getNextEntry(); entry != null; entry = entries.getNextEntry()) {
        if (!entry.isDirectory() && !entry.getName().equals(FILE)) {
          return false;
        }
      }
      return true;
    } catch (ZipException | IllegalArgumentException e) {
      return false;
    }
  }

  static ExitCodes parse(String metadata) {
    return new ExitCodes(
        code(PROGRAM, metadata), code(INGESTION, metadata), longest(metadata), true);
  }

  /** In whole seconds. */
  private static Duration longest(String metadata) {
    return ELAPSED
        .matcher(metadata)
        .results()
        .map(found -> Duration.ofSeconds(Long.parseLong(found.group(1))))
        .max(Comparator.naturalOrder())
        .orElse(Duration.ZERO);
  }

  private static @Nullable Integer code(Pattern pattern, String text) {
    var found = pattern.matcher(text);
    return found.find() ? Integer.valueOf(found.group(1)) : null;
  }
}
