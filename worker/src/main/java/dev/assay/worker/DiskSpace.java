package dev.assay.worker;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The room where a worker keeps its data. A worker that is short of it claims nothing: runs would
 * only fail there, one after the other.
 */
final class DiskSpace {
  private final Path folder;
  private final long atLeast;

  DiskSpace(Path folder, long atLeast) {
    this.folder = folder;
    this.atLeast = atLeast;
  }

  long free() {
    try {
      return Files.getFileStore(folder).getUsableSpace();
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot tell how much room is left in " + folder, e);
    }
  }

  boolean isShort() {
    return free() < atLeast;
  }

  /** For the log. */
  String words() {
    return "Only %d MB are free in %s, %d are needed: nothing is claimed until there is more"
        .formatted(free() >> 20, folder, atLeast >> 20);
  }
}
