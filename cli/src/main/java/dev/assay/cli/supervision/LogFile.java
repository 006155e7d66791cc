package dev.assay.cli.supervision;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** The log of one kept process; turned over when it has grown large and the process starts anew. */
record LogFile(Path path) {
  private static final long LARGE = 20L << 20;
  private static final int KEPT = 4;
  private static final int TAIL_BYTES = 4096;

  /**
   * Makes room: {@code x.log} becomes {@code x.log.1}, that {@code x.log.2}, and the oldest goes.
   */
  void turnOver() {
    try {
      Files.createDirectories(path.toAbsolutePath().getParent());
      if (!Files.exists(path) || Files.size(path) < LARGE) {
        return;
      }
      for (var n = KEPT - 1; n >= 1; n--) {
        if (Files.exists(numbered(n))) {
          Files.move(numbered(n), numbered(n + 1), StandardCopyOption.REPLACE_EXISTING);
        }
      }
      Files.move(path, numbered(1), StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot turn over the log " + path, e);
    }
  }

  private Path numbered(int n) {
    return path.resolveSibling(path.getFileName() + "." + n);
  }

  /** The last few lines, for a message. */
  String tail() {
    try (var file = new RandomAccessFile(path.toFile(), "r")) {
      var start = Math.max(0, file.length() - TAIL_BYTES);
      file.seek(start);
      var bytes = new byte[(int) (file.length() - start)];
      file.readFully(bytes);
      var text = new String(bytes, StandardCharsets.UTF_8);
      return start == 0 ? text : text.substring(text.indexOf('\n') + 1);
    } catch (IOException _) {
      return "";
    }
  }
}
