package dev.assay.bundle.fuzz;

import dev.assay.bundle.archive.DeleteTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What Jazzer calls, by these names. */
public final class FuzzEntry {
  private static final int WARM_UP = 5;

  private static @Nullable FuzzTarget target;
  private static @Nullable Arena arena;

  private FuzzEntry() {}

  /** Takes the target's name. */
  public static void fuzzerInitialize(String... arguments) throws IOException {
    target = FuzzTarget.named(List.of(arguments).getFirst());
    arena = new Arena(Files.createTempDirectory("fuzz"));
    // Loads classes, so that no input is charged for that.
    for (byte[] seed : target.fire().seeds().limit(WARM_UP).toList()) {
      arena.run(target, seed);
    }
  }

  public static void fuzzerTestOneInput(byte[] input) throws IOException {
    Objects.requireNonNull(arena).run(Objects.requireNonNull(target), input);
  }

  /** Removes what was left. */
  public static void fuzzerTearDown() throws IOException {
    Path folder = Objects.requireNonNull(arena).folder();
    DeleteTree.delete(folder);
  }
}
