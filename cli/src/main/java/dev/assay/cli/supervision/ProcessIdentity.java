package dev.assay.cli.supervision;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * One process for good: its number, when it started, and in which run of the machine, since numbers
 * are given again.
 *
 * @param startTicks the kernel's own count since boot; unlike a time of day it never shifts
 */
record ProcessIdentity(long pid, long startTicks, String boot) {
  /**
   * Counted after the command, which stands in parentheses and may hold spaces: "start time" is the
   * 22nd field.
   */
  private static final int START_TIME = 22 - 3;

  private static final int STATE = 0;

  /** Who runs under {@code pid} now. */
  static Optional<ProcessIdentity> of(long pid) {
    try {
      var stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
      var fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
      if (fields[STATE].equals("Z")) {
        return Optional.empty(); // Ended; only its parent has not looked yet.
      }
      return Optional.of(new ProcessIdentity(pid, Long.parseLong(fields[START_TIME]), bootId()));
    } catch (IOException _) {
      return Optional.empty();
    }
  }

  private static String bootId() throws IOException {
    return Files.readString(Path.of("/proc/sys/kernel/random/boot_id")).strip();
  }

  boolean isAlive() {
    return of(pid).filter(this::equals).isPresent();
  }

  String write() {
    return "%d %d %s%n".formatted(pid, startTicks, boot);
  }

  static Optional<ProcessIdentity> parse(String line) {
    var parts = line.strip().split(" ");
    try {
      return parts.length == 3
          ? Optional.of(
              new ProcessIdentity(Long.parseLong(parts[0]), Long.parseLong(parts[1]), parts[2]))
          : Optional.empty();
    } catch (NumberFormatException _) {
      return Optional.empty();
    }
  }
}
