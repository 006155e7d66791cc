package dev.assay.server.storage;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A draft's file, locked. Once closed, by whomever, it writes nothing any more. */
final class LocalDraft implements Draft {
  private static final int BLOCK = 1 << 20;

  private final FileChannel file;
  private final Consumer<RunningHash> atEnd;
  private RunningHash hash;
  private RunningHash marked;
  private boolean closed;

  private LocalDraft(FileChannel file, RunningHash hash, Consumer<RunningHash> atEnd) {
    this.file = file;
    this.hash = hash;
    this.marked = hash.copy();
    this.atEnd = atEnd;
  }

  /**
   * Where to go on.
   *
   * @param length what is on record
   * @param known what this process has written and hashed; null where it has to be read
   */
  record Start(long length, @Nullable RunningHash known) {}

  /**
   * Opens a file to write on, cut off where neither the record nor the hash vouches for it.
   *
   * @param start asked for once the file is locked
   * @param atEnd takes the hash when the draft is closed
   */
  static Optional<LocalDraft> open(Path path, Supplier<Start> start, Consumer<RunningHash> atEnd)
      throws IOException {
    var file = FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE);
    try {
      if (!isLocked(file)) {
        file.close();
        return Optional.empty();
      }
      var hash = hash(file, start.get());
      file.truncate(hash.length());
      file.position(hash.length());
      return Optional.of(new LocalDraft(file, hash, atEnd));
    } catch (IOException | RuntimeException e) {
      file.close();
      throw e;
    }
  }

  private static boolean isLocked(FileChannel file) throws IOException {
    try {
      return file.tryLock() != null;
    } catch (OverlappingFileLockException e) {
      return false; // Another thread of this process was quicker by a moment.
    }
  }

  private static RunningHash hash(FileChannel file, Start start) throws IOException {
    var known = start.known();
    return known != null && known.length() >= start.length() && known.length() <= file.size()
        ? known
        : read(file, start.length());
  }

  /** Only after a restart or on another instance: the memory of what was hashed is gone then. */
  private static RunningHash read(FileChannel file, long length) throws IOException {
    var hash = RunningHash.ofNothing();
    var block = ByteBuffer.allocate(BLOCK);
    while (hash.length() < length) {
      block.clear().limit((int) Math.min(BLOCK, length - hash.length()));
      var count = file.read(block, hash.length());
      if (count < 0) {
        throw new IOException(
            "A draft has %d bytes where %d were stored".formatted(hash.length(), length));
      }
      hash.add(block.array(), 0, count);
    }
    return hash;
  }

  @Override
  public synchronized long length() {
    return hash.length();
  }

  @Override
  public synchronized void append(byte[] bytes, int offset, int count) throws IOException {
    if (closed) {
      throw new Superseded();
    }
    var buffer = ByteBuffer.wrap(bytes, offset, count);
    try {
      while (buffer.hasRemaining()) {
        file.write(buffer);
      }
    } catch (IOException e) {
      file.truncate(hash.length()); // As on a full disk: what was half written is not there.
      throw e;
    }
    hash.add(bytes, offset, count);
  }

  @Override
  public void force() throws IOException {
    file.force(true);
  }

  @Override
  public synchronized void mark() {
    marked = hash.copy();
  }

  @Override
  public synchronized void backTo(long length) throws IOException {
    if (closed) {
      throw new Superseded();
    }
    if (marked.length() != length) {
      throw new IllegalArgumentException("Marked is " + marked.length() + ", not " + length);
    }
    hash = marked.copy();
    file.truncate(length);
    file.position(length);
  }

  @Override
  public synchronized String sha256() {
    return hash.hex();
  }

  @Override
  public synchronized void close() throws IOException {
    if (!closed) {
      closed = true;
      atEnd.accept(hash);
      file.close();
    }
  }
}
