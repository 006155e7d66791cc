package dev.assay.cli.dryrun;

import dev.assay.contract.Heartbeat.Activity;
import dev.assay.contract.LogStream;
import dev.assay.contract.Step;
import dev.assay.runner.RunListener;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Shows a run on standard error as it goes on, and keeps its logs if asked to. */
final class Console implements RunListener, AutoCloseable {
  private final @Nullable Path logs;
  private final Map<LogStream, OutputStream> files = new EnumMap<>(LogStream.class);
  private @Nullable LogStream last;

  /**
   * @param logs where to keep each stream; null for nowhere
   */
  Console(@Nullable Path logs) {
    this.logs = logs;
  }

  @Override
  public synchronized void activity(Activity activity, @Nullable Step step) {
    System.err.printf(
        "assay: %s%s%n",
        words(activity), step == null ? "" : " (" + step.name().toLowerCase(Locale.ROOT) + ")");
  }

  private static String words(Activity activity) {
    return switch (activity) {
      case FETCHING -> "fetching files";
      case PULLING_IMAGE -> "making sure that the image is here";
      case RUNNING -> "running";
      case STORING -> "storing files";
    };
  }

  @Override
  public synchronized void image(String used, String digest) {
    System.err.printf("assay: image %s (%s)%n", used, digest);
  }

  @Override
  public synchronized void log(LogStream stream, byte[] bytes, int offset, int length) {
    if (stream != last) {
      System.err.printf("--- %s%n", stream.label());
      last = stream;
    }
    System.err.write(bytes, offset, length);
    System.err.flush();
    keep(stream, bytes, offset, length);
  }

  private void keep(LogStream stream, byte[] bytes, int offset, int length) {
    if (logs == null) {
      return;
    }
    try {
      var file = files.get(stream);
      if (file == null) {
        file =
            Files.newOutputStream(Files.createDirectories(logs).resolve(stream.label() + ".log"));
        files.put(stream, file);
      }
      file.write(bytes, offset, length);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot keep the log in " + logs, e);
    }
  }

  @Override
  public synchronized void close() throws IOException {
    for (var file : files.values()) {
      file.close();
    }
  }
}
