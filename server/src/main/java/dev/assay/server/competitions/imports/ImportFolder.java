package dev.assay.server.competitions.imports;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/**
 * A place on disk for the archives that imports make on their way. Names are never used twice: a
 * process that is taken for dead may still be at the same import.
 */
public record ImportFolder(Path root, Clock clock) {
  private static final Duration LEFT_OVER = Duration.ofDays(1);

  /** A file that does not exist yet. What killed processes have left there for a day is removed. */
  public Path fresh() throws IOException {
    Files.createDirectories(root);
    sweep(clock.instant().minus(LEFT_OVER));
    return root.resolve(UUID.randomUUID() + ".zip");
  }

  private void sweep(Instant before) throws IOException {
    try (var files = Files.list(root)) {
      for (var file : files.toList()) {
        if (isOlder(file, before)) {
          Files.deleteIfExists(file);
        }
      }
    }
  }

  private static boolean isOlder(Path file, Instant than) throws IOException {
    try {
      return Files.getLastModifiedTime(file).toInstant().isBefore(than);
    } catch (NoSuchFileException e) {
      return false; // Its import has just done with it.
    }
  }
}
