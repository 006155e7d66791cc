package dev.assay.postgres.testing;

import dev.assay.postgres.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * One data folder per test JVM, named after it, so that those of killed JVMs can be told and swept.
 */
record TestFolders(Path parent) {

  Path next() {
    return parent.resolve(Long.toString(ProcessHandle.current().pid()));
  }

  /** Ends and removes what test runs left that were killed. */
  void sweep() {
    if (!Files.exists(parent)) {
      return;
    }
    try (var folders = Files.list(parent)) {
      folders.filter(TestFolders::isLeft).forEach(this::delete);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean isLeft(Path folder) {
    var pid = Long.parseLong(folder.getFileName().toString());
    return pid == ProcessHandle.current().pid() || ProcessHandle.of(pid).isEmpty();
  }

  void delete(Path folder) {
    EmbeddedPostgres.destroy(folder);
  }
}
