package dev.assay.postgres;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;

/** PostgreSQL's own note of who serves a cluster: pid, port and whether it is ready. */
record PidFile(long pid, int port, boolean ready) {
  private static final int PORT_LINE = 3;
  private static final int STATUS_LINE = 7;

  static Path of(Path cluster) {
    return cluster.resolve("postmaster.pid");
  }

  /**
   * What stands in the file; empty where there is none or PostgreSQL has not written it in full.
   */
  static Optional<PidFile> read(Path cluster) {
    try {
      return parse(Files.readAllLines(of(cluster)));
    } catch (NoSuchFileException _) {
      return Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Optional<PidFile> parse(List<String> lines) {
    try {
      var port = lines.size() > PORT_LINE ? Integer.parseInt(lines.get(PORT_LINE).strip()) : 0;
      var ready = lines.size() > STATUS_LINE && lines.get(STATUS_LINE).strip().equals("ready");
      return Optional.of(new PidFile(Long.parseLong(lines.getFirst().strip()), port, ready));
    } catch (NumberFormatException | NoSuchElementException _) {
      return Optional.empty();
    }
  }
}
