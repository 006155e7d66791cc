package dev.assay.cli.site;

import dev.assay.contract.Sha256;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/** The SHA-256 of a file, reckoned while it is being sent. */
final class FileHash implements AutoCloseable {
  private final FutureTask<String> task;

  private FileHash(FutureTask<String> task) {
    this.task = task;
  }

  static FileHash of(Path file) {
    var task = new FutureTask<>(() -> hash(file));
    Thread.ofPlatform().daemon().name("hash " + file.getFileName()).start(task);
    return new FileHash(task);
  }

  private static String hash(Path file) throws Exception {
    var digest = Sha256.fresh();
    try (var in = Files.newInputStream(file);
        var out = new DigestOutputStream(OutputStream.nullOutputStream(), digest)) {
      var block = new byte[1 << 20];
      for (var count = in.read(block); count >= 0; count = in.read(block)) {
        out.write(block, 0, count);
        if (Thread.interrupted()) {
          throw new InterruptedException();
        }
      }
      return Sha256.hex(digest);
    }
  }

  String await() throws IOException {
    try {
      return task.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    } catch (ExecutionException e) {
      throw new IOException(e.getCause());
    }
  }

  @Override
  public void close() {
    task.cancel(true);
  }
}
