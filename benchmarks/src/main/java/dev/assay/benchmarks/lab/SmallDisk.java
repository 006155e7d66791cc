package dev.assay.benchmarks.lab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/**
 * A folder that is a small file system of its own, so that it can really be full. Only root can
 * make one; for others it is a folder like any other, and never full.
 */
final class SmallDisk implements AutoCloseable {
  private final Path folder;
  private final boolean isReal;

  private SmallDisk(Path folder, boolean isReal) {
    this.folder = folder;
    this.isReal = isReal;
  }

  static SmallDisk at(Path folder, int megabytes) throws InterruptedException {
    try {
      Files.createDirectories(folder);
      var size = "size=%dm,mode=0700".formatted(megabytes);
      return new SmallDisk(
          folder, run("mount", "-t", "tmpfs", "-o", size, "assay-chaos", folder.toString()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean run(String... command) throws IOException, InterruptedException {
    var process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    return process.waitFor(20, TimeUnit.SECONDS) && process.exitValue() == 0;
  }

  /** Whether it can be filled. */
  boolean isReal() {
    return isReal;
  }

  Path folder() {
    return folder;
  }

  /** Takes every byte that is left. */
  void fill() {
    try (var out = Files.newOutputStream(filler())) {
      for (int size = 1 << 20; size > 0; size /= 16) {
        fill(out, new byte[size]);
      }
    } catch (IOException e) {
      // It was full when the file was closed.
      return;
    }
  }

  private static void fill(java.io.OutputStream out, byte[] block) {
    try {
      while (true) {
        out.write(block);
      }
    } catch (IOException full) {
      // That was the point.
      return;
    }
  }

  void clear() {
    try {
      Files.deleteIfExists(filler());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Path filler() {
    return folder.resolve("filler");
  }

  @Override
  public void close() {
    try {
      if (isReal) {
        var _ = run("umount", "-l", folder.toString());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
