package dev.assay.worker;

import dev.assay.contract.LogChunk;
import dev.assay.contract.LogStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.UUID;

/**
 * One stream of a log on disk, cut into numbered chunks. Where a chunk ends is written down before
 * the chunk is sent first, so that even another process sends the same piece under the same number.
 */
final class SpooledStream implements AutoCloseable {
  private static final String LINE_END = ";\n";

  /** Where a piece ends cannot be written down: it cannot be sent before there is room. */
  static final class NoRoom extends IOException {
    private static final long serialVersionUID = 1L;

    NoRoom(LogStream name, IOException cause) {
      super("The log %s waits for room on the disk: %s".formatted(name.label(), cause), cause);
    }
  }

  /** Opens a file to read and write, making it if need be. */
  @FunctionalInterface
  interface Opener {
    RandomAccessFile open(Path file) throws IOException;
  }

  private final LogStream name;

  // Not channels: those are closed for good by an interrupt of whoever happens to write.
  private final RandomAccessFile file;
  private final RandomAccessFile cuts;

  // Guarded by this.
  private long written;
  private long cut;
  private long sent;
  private int number;
  private long noted;

  private SpooledStream(LogStream name, RandomAccessFile file, RandomAccessFile cuts) {
    this.name = name;
    this.file = file;
    this.cuts = cuts;
  }

  /** Opens the stream's files, and goes on where their last owner stopped. */
  static SpooledStream open(Path folder, LogStream name) throws IOException {
    return open(folder, name, SpooledStream::open);
  }

  static SpooledStream open(Path folder, LogStream name, Opener opener) throws IOException {
    var cutsFile = folder.resolve(name.label() + ".cuts");
    var stream =
        new SpooledStream(name, opener.open(folder.resolve(name.label())), opener.open(cutsFile));
    stream.written = stream.file.length();
    stream.resume(Files.readString(cutsFile));
    return stream;
  }

  static RandomAccessFile open(Path file) throws IOException {
    return new RandomAccessFile(file.toFile(), "rw");
  }

  /**
   * Each line is where a chunk ends. Whether the last one arrived is not known: it is sent again. A
   * line that a full disk or a kill cut short was never sent by, and is written anew.
   */
  private void resume(String lines) throws IOException {
    int at = 0;
    int count = 0;
    for (int end = lines.indexOf(LINE_END); end >= 0; end = lines.indexOf(LINE_END, at)) {
      sent = cut;
      cut = Long.parseLong(lines.substring(at, end));
      at = end + LINE_END.length();
      count++;
    }
    number = Math.max(0, count - 1);
    cuts.setLength(at);
    noted = at;
  }

  static boolean exists(Path folder, LogStream name) {
    return Files.exists(folder.resolve(name.label()));
  }

  synchronized void append(byte[] bytes, int offset, int length) throws IOException {
    file.seek(written);
    file.write(bytes, offset, length);
    written += length;
  }

  /**
   * The next piece to send, the same one until {@link #accepted} is told.
   *
   * @throws NoRoom while the disk is full
   */
  synchronized Optional<LogChunk> next(UUID token) throws IOException {
    if (sent == written) {
      return Optional.empty();
    }
    if (cut == sent) {
      note(Math.min(written, sent + LogChunk.MAX_BYTES));
    }
    var bytes = new byte[(int) (cut - sent)];
    file.seek(sent);
    try {
      file.readFully(bytes);
    } catch (EOFException e) {
      throw new IOException("The spool of %s is shorter than it was".formatted(name.label()), e);
    }
    return Optional.of(new LogChunk(token, name, number, sent, bytes));
  }

  private void note(long end) throws NoRoom {
    try {
      // Over what a disk that was full has left of an earlier try.
      cuts.seek(noted);
      cuts.write((end + LINE_END).getBytes(StandardCharsets.US_ASCII));
      noted = cuts.getFilePointer();
    } catch (IOException e) {
      throw new NoRoom(name, e);
    }
    cut = end;
  }

  synchronized void accepted() {
    sent = cut;
    number++;
  }

  synchronized long written() {
    return written;
  }

  LogStream name() {
    return name;
  }

  @Override
  public void close() throws IOException {
    try (file;
        cuts) {
      return;
    }
  }
}
