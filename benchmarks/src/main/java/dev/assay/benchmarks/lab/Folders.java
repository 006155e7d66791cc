package dev.assay.benchmarks.lab;

import dev.assay.bundle.archive.DeleteTree;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;

/** Folders that come and go. */
final class Folders {
  private Folders() {}

  static void delete(Path folder) {
    try {
      DeleteTree.delete(folder);
    } catch (IOException e) {
      throw new UncheckedIOException("Could not delete " + folder, e);
    }
  }
}
