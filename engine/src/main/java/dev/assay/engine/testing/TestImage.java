package dev.assay.engine.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The image that tests on a real engine use, built from Debian's packages if it is not there. */
public final class TestImage {
  public static final String NAME = "assay/python:3.11";

  private TestImage() {}

  /** Makes sure it is there; tests are never skipped for want of it. */
  public static void make() throws IOException, InterruptedException {
    var exit = new ProcessBuilder(script().toString()).inheritIO().start().waitFor();
    if (exit != 0) {
      throw new IOException("The image script failed with exit code " + exit);
    }
  }

  /** Tests run in their module's folder, or in the project's. */
  private static Path script() throws IOException {
    var script = Path.of("deploy/scripts/images.sh");
    for (var folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
      if (Files.exists(folder.resolve(script))) {
        return folder.resolve(script);
      }
    }
    throw new IOException("No " + script + " above " + Path.of("").toAbsolutePath());
  }
}
