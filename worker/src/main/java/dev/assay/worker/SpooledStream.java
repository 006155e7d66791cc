package dev.assay.worker;

import dev.assay.contract.LogChunk;
import dev.assay.contract.LogStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.UUID;

/**
 * One stream of a log on disk, cut into numbered chunks. Where a chunk ends is written down before
 * the chunk is sent first, so that even another process sends the same piece under the same number.
 */
final class SpooledStream implements AutoCloseable {
  private final LogStream name;
  private final FileChannel file;
  private final FileChannel cuts;

  // Guarded by this.
  private long written;
  private long cut;
  private long sent;
  private int number;

  private SpooledStream(LogStream name, FileChannel file, FileChannel cuts) {
    this.name = name;
    this.file = file;
    this.cuts = cuts;
  }

  /** Opens the stream's files, and goes on where their last owner stopped. */
  static SpooledStream open(Path folder, LogStream name) throws IOException {
    var cutsFile = folder.resolve(name.label() + ".cuts");
    var stream = new SpooledStream(name, channel(folder.resolve(name.label())), channel(cutsFile));
    stream.written = stream.file.size();
    stream.resume(Files.readString(cutsFile));
    return stream;
  }

  private static FileChannel channel(Path file) throws IOException {
    return FileChannel.open(
        file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
  }

  /**
   * Each line is where a chunk ends. Whether the last one arrived is not known: it is sent again.
   */
  private void resume(String lines) throws IOException {
    var whole = lines.lines().filter(line -> line.endsWith(";")).toList();
    number = Math.max(0, whole.size() - 1);
    for (int i = 0; i < whole.size(); i++) {
      sent = cut;
      cut = Long.parseLong(whole.get(i).substring(0, whole.get(i).length() - 1));
    }
    cuts.position(cuts.size());
  }

  static boolean exists(Path folder, LogStream name) {
    return Files.exists(folder.resolve(name.label()));
  }

  synchronized void append(byte[] bytes, int offset, int length) throws IOException {
    var buffer = ByteBuffer.wrap(bytes, offset, length);
    while (buffer.hasRemaining()) {
      written += file.write(buffer, written);
    }
  }

  /** The next piece to send, the same one until {@link #accepted} is told. */
  synchronized Optional<LogChunk> next(UUID token) throws IOException {
    if (sent == written) {
      return Optional.empty();
    }
    if (cut == sent) {
      cut = Math.min(written, sent + LogChunk.MAX_BYTES);
      cuts.write(ByteBuffer.wrap((cut + ";\n").getBytes(StandardCharsets.US_ASCII)));
    }
    var bytes = ByteBuffer.allocate((int) (cut - sent));
    while (bytes.hasRemaining()) {
      if (file.read(bytes, sent + bytes.position()) < 0) {
        throw new IOException("The spool of %s is shorter than it was".formatted(name.label()));
      }
    }
    return Optional.of(new LogChunk(token, name, number, sent, bytes.array()));
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
