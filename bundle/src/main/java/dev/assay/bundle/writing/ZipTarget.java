package dev.assay.bundle.writing;

import dev.assay.bundle.archive.SourceEntry;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Set;
import java.util.zip.ZipEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;

/**
 * Writes a zip so that equal content gives equal bytes: without times or owners. What is packed
 * already is not packed again.
 */
final class ZipTarget implements BundleTarget {
  private static final Set<String> PACKED = Set.of("zip", "gz", "png", "jpg", "jpeg", "webp", "7z");
  private static final long NO_TIME =
      LocalDateTime.of(1980, 1, 1, 0, 0).atZone(ZoneId.systemDefault()).toInstant().toEpochMilli();
  private static final int PLAIN = 0100644;
  private static final int RUNNABLE = 0100755;
  private static final int FOLDER = 0040755;

  private final Path file;
  private final ZipArchiveOutputStream zip;

  ZipTarget(Path file) throws IOException {
    if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
      throw new FileAlreadyExistsException(file.toString());
    }
    this.file = file;
    this.zip = new ZipArchiveOutputStream(file);
  }

  @Override
  public void folder(String path) throws IOException {
    var entry = new ZipArchiveEntry(path + "/");
    entry.setTime(NO_TIME);
    entry.setUnixMode(FOLDER);
    entry.setMethod(ZipEntry.STORED);
    zip.putArchiveEntry(entry);
    zip.closeArchiveEntry();
  }

  @Override
  public void file(SourceEntry source, InputStream content) throws IOException {
    var entry = new ZipArchiveEntry(source.path());
    entry.setTime(NO_TIME);
    entry.setUnixMode(source.isExecutable() ? RUNNABLE : PLAIN);
    entry.setSize(source.size());
    entry.setMethod(isPacked(source.name()) ? ZipEntry.STORED : ZipEntry.DEFLATED);
    zip.putArchiveEntry(entry);
    content.transferTo(zip);
    zip.closeArchiveEntry();
  }

  private static boolean isPacked(String name) {
    return PACKED.contains(name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT));
  }

  @Override
  public void close() throws IOException {
    zip.close();
  }

  @Override
  public void discard() throws IOException {
    Files.deleteIfExists(file);
  }
}
