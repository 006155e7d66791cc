package dev.assay.bundle.archive;

import dev.assay.bundle.Finding;
import dev.assay.bundle.FindingCode;
import dev.assay.bundle.Place;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;

/**
 * Lets the zip library read an archive's directory only as far as the limits allow.
 *
 * <p>The library builds the whole directory in memory before anybody can count its entries, so an
 * archive of nothing but directory would exhaust the heap. Each entry costs it three reads or more,
 * which is what is counted here.
 */
final class GuardedChannel implements SeekableByteChannel {
  private static final long DIRECTORY_BYTES = 64L << 20;
  // The end of the directory is searched backwards through a comment of up to 64 KiB.
  private static final long READS_BEFORE_FIRST_ENTRY = 80_000;
  private static final long READS_PER_ENTRY = 6;

  private final SeekableByteChannel channel;
  private final int maxEntries;
  private long readsLeft;
  private long bytesLeft = DIRECTORY_BYTES;
  private boolean guarding = true;

  GuardedChannel(SeekableByteChannel channel, int maxEntries) {
    this.channel = channel;
    this.maxEntries = maxEntries;
    this.readsLeft = READS_BEFORE_FIRST_ENTRY + READS_PER_ENTRY * maxEntries;
  }

  /** The directory has been read; what follows is content. */
  void directoryIsRead() {
    guarding = false;
  }

  @Override
  public int read(ByteBuffer target) throws IOException {
    int count = channel.read(target);
    if (guarding) {
      readsLeft--;
      bytesLeft -= Math.max(0, count);
      if (readsLeft < 0 || bytesLeft < 0) {
        throw new ArchiveFault(
            Finding.of(
                    FindingCode.ARC_07,
                    Place.nowhere(),
                    "The archive holds more than the %,d entries allowed.".formatted(maxEntries))
                .fix("Pack many small files into one inner archive, or split the data."));
      }
    }
    return count;
  }

  @Override
  public int write(ByteBuffer source) throws IOException {
    return channel.write(source);
  }

  @Override
  public long position() throws IOException {
    return channel.position();
  }

  @Override
  public SeekableByteChannel position(long newPosition) throws IOException {
    channel.position(newPosition);
    return this;
  }

  @Override
  public long size() throws IOException {
    return channel.size();
  }

  @Override
  public SeekableByteChannel truncate(long size) throws IOException {
    channel.truncate(size);
    return this;
  }

  @Override
  public boolean isOpen() {
    return channel.isOpen();
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
