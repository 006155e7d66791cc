package dev.assay.bundle.archive;

import dev.assay.bundle.Finding;
import dev.assay.bundle.FindingCode;
import dev.assay.bundle.Place;
import java.io.BufferedOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Optional;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;

/**
 * Makes a zip of a folder inside a zip without packing its files anew: what is packed in a way that
 * everybody can read is copied as it is, so that gigabytes cost one pass over their bytes.
 *
 * <p>What is copied is checked against the checksums of the archive, but of packed files only the
 * first so many bytes: unpacking all of them would cost several times the copy. What is damaged
 * beyond that is found where it is unpacked.
 */
public final class ZipCopy {
  private static final long CHECKED = 512L << 20;
  private static final int BUFFER = 256 << 10;

  private final BundleSource source;
  private long leftToCheck = CHECKED;

  private ZipCopy(BundleSource source) {
    this.source = source;
  }

  /**
   * Writes all that a source lists.
   *
   * @param source for a folder inside an archive, {@link BundleSource#within}
   * @param target is flushed and left open
   * @throws ArchiveFault when the archive turns out to be damaged
   */
  public static void write(BundleSource source, OutputStream target) throws IOException {
    var buffered = new BufferedOutputStream(target, BUFFER);
    var copy = new ZipCopy(source);
    var zip = new ZipArchiveOutputStream(buffered);
    for (SourceEntry entry : source.entries()) {
      copy.add(zip, entry);
    }
    zip.finish();
    buffered.flush();
  }

  private void add(ZipArchiveOutputStream zip, SourceEntry entry) throws IOException {
    Optional<PackedFile> packed = entry.isFolder() ? Optional.empty() : source.packed(entry.path());
    if (packed.isEmpty()) {
      FolderZip.add(zip, source, entry);
      return;
    }
    try (PackedFile file = packed.get()) {
      check(entry, file);
      var counted = new CountedStream(content(entry, file));
      zip.addRawArchiveEntry(header(entry, file), counted);
      if (counted.count != file.packedSize()) {
        throw new ArchiveFault(
            Finding.of(
                    FindingCode.ARC_01,
                    Place.in(entry.path()),
                    "The entry ends after %,d of %,d packed bytes."
                        .formatted(counted.count, file.packedSize()))
                .fix("Make the zip again and upload it again."));
      }
    }
  }

  private static final class CountedStream extends FilterInputStream {
    private long count;

    CountedStream(InputStream bytes) {
      super(bytes);
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      int n = in.read(buffer, offset, length);
      count += Math.max(0, n);
      return n;
    }
  }

  private static ZipArchiveEntry header(SourceEntry entry, PackedFile file) {
    ZipArchiveEntry header = FolderZip.header(entry);
    header.setMethod(file.method());
    header.setSize(file.size());
    header.setCompressedSize(file.packedSize());
    header.setCrc(file.crc());
    return header;
  }

  private static InputStream content(SourceEntry entry, PackedFile file) {
    return file.method() == PackedFile.STORED
        ? new CheckedStream(file.bytes(), entry.path(), file.size(), file.crc())
        : file.bytes();
  }

  private void check(SourceEntry entry, PackedFile file) throws IOException {
    if (file.method() == PackedFile.STORED || leftToCheck < file.size()) {
      return;
    }
    leftToCheck -= file.size();
    try (InputStream content = source.open(entry.path())) {
      content.transferTo(OutputStream.nullOutputStream());
    }
  }
}
