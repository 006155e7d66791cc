package dev.assay.cli.site;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.atomic.AtomicLong;

/** A part of a file as the body of a request. */
final class FileRange extends FilterInputStream {
  private final AtomicLong taken;
  private long left;

  private FileRange(InputStream from, long length, AtomicLong taken) {
    super(from);
    this.left = length;
    this.taken = taken;
  }

  /**
   * @param taken grows with each byte that goes on its way
   */
  static BodyPublisher publisher(Path file, long offset, long length, AtomicLong taken) {
    return BodyPublishers.fromPublisher(
        BodyPublishers.ofInputStream(() -> open(file, offset, length, taken)), length);
  }

  private static InputStream open(Path file, long offset, long length, AtomicLong taken) {
    try {
      var channel = FileChannel.open(file, StandardOpenOption.READ).position(offset);
      return new FileRange(Channels.newInputStream(channel), length, taken);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read " + file, e);
    }
  }

  @Override
  public int read() throws IOException {
    var one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    if (left == 0) {
      return -1;
    }
    var count = in.read(buffer, offset, (int) Math.min(length, left));
    left -= Math.max(0, count);
    taken.addAndGet(Math.max(0, count));
    return count;
  }
}
