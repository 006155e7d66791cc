package dev.assay.bundle.archive;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.zip.ZipEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;

/**
 * Zips a folder so that equal content gives equal bytes: sorted, without times or owners, nothing
 * around the content.
 *
 * <p>Hidden files and empty folders are kept, links are not followed.
 */
public final class FolderZip {
  /** The first time that zip can express; the real ones would make every archive different. */
  private static final long NO_TIME =
      LocalDateTime.of(1980, 1, 1, 0, 0).atZone(ZoneId.systemDefault()).toInstant().toEpochMilli();

  private static final int PLAIN = 0100644;
  private static final int RUNNABLE = 0100755;
  private static final int FOLDER = 0040755;

  private FolderZip() {}

  /** Zips a folder on disk, with the limits of bundles. */
  public static void write(Path folder, Path target) throws IOException {
    try (BundleSource source = BundleSource.open(folder, ArchiveLimits.forBundles())) {
      write(source, target);
    }
  }

  /**
   * Zips all that a source lists; for a folder inside it, hand over {@link BundleSource#within}.
   */
  public static void write(BundleSource source, Path target) throws IOException {
    if (Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
      throw new FileAlreadyExistsException(target.toString());
    }
    try (var zip = new ZipArchiveOutputStream(target)) {
      for (SourceEntry entry : source.entries()) {
        add(zip, source, entry);
      }
    } catch (IOException | RuntimeException e) {
      Files.deleteIfExists(target);
      throw e;
    }
  }

  /** Name, time and mode as all our zips have them. */
  static ZipArchiveEntry header(SourceEntry entry) {
    var zipEntry = new ZipArchiveEntry(entry.isFolder() ? entry.path() + "/" : entry.path());
    zipEntry.setTime(NO_TIME);
    int fileMode = entry.isExecutable() ? RUNNABLE : PLAIN;
    zipEntry.setUnixMode(entry.isFolder() ? FOLDER : fileMode);
    return zipEntry;
  }

  static void add(ZipArchiveOutputStream zip, BundleSource source, SourceEntry entry)
      throws IOException {
    var zipEntry = header(entry);
    if (entry.isFolder()) {
      zipEntry.setMethod(ZipEntry.STORED);
      zipEntry.setSize(0);
      zipEntry.setCrc(0);
      zip.putArchiveEntry(zipEntry);
    } else {
      zipEntry.setSize(entry.size());
      zip.putArchiveEntry(zipEntry);
      try (InputStream content = source.open(entry.path())) {
        content.transferTo(zip);
      }
    }
    zip.closeArchiveEntry();
  }
}
