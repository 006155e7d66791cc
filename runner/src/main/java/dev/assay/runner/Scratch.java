package dev.assay.runner;

import dev.assay.bundle.archive.DeleteTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A private folder of one run, deleted with it. */
record Scratch(Path folder) implements AutoCloseable {

  static Scratch in(Path parent) throws IOException {
    Files.createDirectories(parent);
    return new Scratch(Files.createTempDirectory(parent, "run-"));
  }

  @Override
  public void close() throws IOException {
    DeleteTree.delete(folder);
  }
}
