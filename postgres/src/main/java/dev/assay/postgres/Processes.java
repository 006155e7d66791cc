package dev.assay.postgres;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * PostgreSQL's processes, told from others that got the same number later: by the folder they work
 * in, which is their cluster's, or by the command line they were started with.
 */
final class Processes {
  private Processes() {}

  /** Whether {@code pid} serves {@code cluster}. */
  static boolean serves(long pid, Path cluster) {
    return worksIn(pid, cluster) || wasStartedOn(pid, cluster);
  }

  /** Processes of a postmaster that died without them: they end by themselves, but not at once. */
  static List<Long> workingIn(Path cluster) {
    return ProcessHandle.allProcesses()
        .map(ProcessHandle::pid)
        .filter(pid -> worksIn(pid, cluster))
        .toList();
  }

  private static boolean worksIn(long pid, Path cluster) {
    try {
      return isPostgres(pid) && Files.isSameFile(proc(pid, "cwd"), cluster);
    } catch (IOException _) {
      return false; // Gone, or not ours to look into.
    }
  }

  private static boolean isPostgres(long pid) throws IOException {
    return Files.readString(proc(pid, "comm")).strip().equals("postgres");
  }

  private static boolean wasStartedOn(long pid, Path cluster) {
    try {
      var arguments = Files.readString(proc(pid, "cmdline")).split("\0");
      return isPostgres(pid) && Arrays.asList(arguments).contains(cluster.toString());
    } catch (IOException | UncheckedIOException _) {
      return false;
    }
  }

  private static Path proc(long pid, String file) {
    return Path.of("/proc", Long.toString(pid), file);
  }
}
