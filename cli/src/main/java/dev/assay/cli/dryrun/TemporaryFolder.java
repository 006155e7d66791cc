package dev.assay.cli.dryrun;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;

/** A folder that goes away with the run. */
final class TemporaryFolder implements AutoCloseable {
  private final Path path;

  TemporaryFolder() throws IOException {
    this.path = Files.createTempDirectory("assay-run-").toRealPath();
  }

  Path path() {
    return path;
  }

  @Override
  public void close() throws IOException {
    try (var walk = Files.walk(path)) {
      for (var one : walk.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(one);
      }
    }
  }
}
