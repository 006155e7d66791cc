package dev.assay.server.competitions.editor;

import dev.assay.bundle.archive.BundleSource;
import dev.assay.bundle.archive.SourceEntry;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Writes a draft as a bundle's zip. */
final class DraftZip {
  /** Larger files are data that is packed already, for the most part. */
  private static final long WORTH_PACKING = 1 << 20;

  private DraftZip() {}

  /**
   * Writes all files; the stream stays open.
   *
   * @param at the time that the files carry
   */
  static void write(BundleSource source, OutputStream out, Instant at) throws IOException {
    var zip = new ZipOutputStream(out);
    for (var entry : source.entries()) {
      if (!entry.isFolder()) {
        write(source, entry, zip, at);
      }
    }
    zip.finish();
  }

  private static void write(BundleSource source, SourceEntry entry, ZipOutputStream zip, Instant at)
      throws IOException {
    var header = new ZipEntry(entry.path());
    header.setLastModifiedTime(FileTime.from(at));
    zip.setLevel(
        entry.size() > WORTH_PACKING || entry.path().endsWith(".zip")
            ? Deflater.NO_COMPRESSION
            : Deflater.DEFAULT_COMPRESSION);
    zip.putNextEntry(header);
    try (var bytes = source.open(entry.path())) {
      bytes.transferTo(zip);
    }
    zip.closeEntry();
  }
}
