package dev.assay.bundle.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.bundle.archive.DeleteTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * Where targets run: a folder some levels down, so that what climbs out of it is seen.
 *
 * @param folder belongs to the arena alone
 */
record Arena(Path folder) {

  /** Gives one input to a target, and looks whether anything was written where it must not be. */
  void run(FuzzTarget target, byte[] input) throws IOException {
    Path inner = Files.createDirectories(folder.resolve("a/b/c"));
    try {
      target.fire().at(input, inner);
      assertHolds(folder, "a");
      assertHolds(folder.resolve("a"), "b");
      assertHolds(folder.resolve("a/b"), "c");
    } finally {
      DeleteTree.delete(inner);
    }
  }

  private static void assertHolds(Path outer, String only) throws IOException {
    try (Stream<Path> files = Files.list(outer)) {
      assertThat(files.map(file -> file.getFileName().toString())).containsExactly(only);
    }
  }
}
