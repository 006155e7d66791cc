package dev.assay.runner;

import dev.assay.bundle.Place;
import dev.assay.contract.Program;
import dev.assay.contract.Step;
import dev.assay.engine.Exit;
import dev.assay.engine.Workspace;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** How things are called in front of people. */
final class Words {
  /** {@code EX_DATAERR} of {@code sysexits.h}: "the input data was incorrect". */
  static final int DATA_ERROR = 65;

  private static final int MOST_NAMES = 10;
  private static final int LONGEST_NAME = 60;

  private Words() {}

  static String program(Step step, Program program) {
    return switch (program) {
      case INGESTION -> "The ingestion program";
      case PROGRAM ->
          switch (step) {
            case PREDICT -> "The submission's program";
            case SCORE -> "The scoring program";
          };
    };
  }

  static String step(Step step) {
    return switch (step) {
      case PREDICT -> "prediction step";
      case SCORE -> "scoring step";
    };
  }

  /** A code above 128 stands for a signal. */
  static String exit(int code) {
    return switch (code) {
      case 126 -> "exit code 126, its command cannot be executed";
      case 127 -> "exit code 127, its command was not found";
      case 137 -> "exit code 137, killed";
      case 139 -> "exit code 139, a crash (segmentation fault)";
      default ->
          code > 128 && code < 160
              ? "exit code %d, signal %d".formatted(code, code - 128)
              : "exit code " + code;
    };
  }

  static String size(long bytes) {
    if (bytes < 1024) {
      return bytes + " B";
    }
    int power = Math.min(4, (63 - Long.numberOfLeadingZeros(bytes)) / 10);
    double value = (double) bytes / (1L << (10 * power));
    var unit = "KMGT".charAt(power - 1) + "iB";
    return (value == Math.rint(value) ? "%.0f %s" : "%.1f %s").formatted(value, unit);
  }

  static String limits(Workspace.Limits limits) {
    return String.format(Locale.ROOT, "%s or %,d files", size(limits.bytes()), limits.inodes());
  }

  static String duration(Duration duration) {
    double seconds = duration.toMillis() / 1000.0;
    return seconds == Math.rint(seconds)
        ? "%.0f s".formatted(seconds)
        : String.format(Locale.ROOT, "%.1f s", seconds);
  }

  /** Follows the name of a program. */
  static String end(Exit exit) {
    var after = " after " + duration(exit.elapsed()) + ".";
    return switch (exit) {
      case Exit.Exited(var code, var outOfMemory, _) ->
          " ended with " + exit(code) + (outOfMemory ? ", out of memory," : "") + after;
      case Exit.TimedOut _ -> " was stopped at the time limit" + after;
      case Exit.Killed _ -> " was stopped" + after;
      case Exit.WorkspaceFull _ -> " was stopped because its output grew too large" + after;
      case Exit.NotStarted _ -> " could not be started.";
    };
  }

  /** Names that a program wrote, as far as people read: no control characters, not too many. */
  static String names(Set<String> names) {
    var shown =
        names.stream()
            .sorted()
            .limit(MOST_NAMES)
            .map(name -> name.replaceAll("\\p{Cntrl}", "\uFFFD"))
            .map(
                name ->
                    name.length() <= LONGEST_NAME ? name : name.substring(0, LONGEST_NAME) + "…")
            .collect(Collectors.joining(", "));
    return names.size() <= MOST_NAMES ? shown : shown + " and others";
  }

  /** What is wrong in a file, after the file and line it is wrong in. */
  static String at(Place place, String what) {
    if (place.file() == null) {
      return what;
    }
    return place.file() + (place.line() > 0 ? ", line " + place.line() : "") + ": " + what;
  }
}
