package dev.assay.bundle.archive;

import dev.assay.bundle.Finding;
import dev.assay.bundle.FindingCode;
import dev.assay.bundle.Findings;
import dev.assay.bundle.Place;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.apache.commons.compress.archivers.zip.ZipMethod;
import org.jspecify.annotations.Nullable;

/** A zip as untrusted data. */
final class ZipSource implements BundleSource {
  /** What names mean that are not marked as UTF-8. */
  private static final Charset CODE_PAGE_437 = Charset.forName("IBM437");

  private static final Set<ZipMethod> METHODS =
      Set.of(ZipMethod.STORED, ZipMethod.DEFLATED, ZipMethod.ENHANCED_DEFLATED, ZipMethod.BZIP2);
  private static final int TYPE_MASK = 0170000;
  private static final int LINK = 0120000;
  private static final int FOLDER = 0040000;
  private static final int FILE = 0100000;
  private static final int OWNER_MAY_EXECUTE = 0100;

  private final String name;
  private final @Nullable ZipFile zip;
  private final @Nullable Path deleteOnClose;
  private final NavigableMap<String, EntryTable.Held<ZipArchiveEntry>> entries;
  private final List<Finding> findings;

  private ZipSource(
      String name,
      @Nullable ZipFile zip,
      @Nullable Path deleteOnClose,
      NavigableMap<String, EntryTable.Held<ZipArchiveEntry>> entries,
      List<Finding> findings) {
    this.name = name;
    this.zip = zip;
    this.deleteOnClose = deleteOnClose;
    this.entries = entries;
    this.findings = findings;
  }

  static ZipSource open(Path file, ArchiveLimits limits, Strictness strictness) throws IOException {
    return open(file, String.valueOf(file.getFileName()), null, limits, strictness);
  }

  /** Opens a file that is called something else inside its bundle. */
  static ZipSource openNamed(Path file, String name, ArchiveLimits limits) throws IOException {
    return open(file, name, null, limits, Strictness.TOLERANT);
  }

  /** Opens a temporary file that goes away with the source. */
  static ZipSource openTemporary(Path file, String name, ArchiveLimits limits) throws IOException {
    return open(file, name, file, limits, Strictness.TOLERANT);
  }

  private static ZipSource open(
      Path file,
      String name,
      @Nullable Path deleteOnClose,
      ArchiveLimits limits,
      Strictness strictness)
      throws IOException {
    var findings = new Findings();
    // Opened here and not by the library, so that "cannot be read" and "is no zip" stay apart.
    SeekableByteChannel channel = Files.newByteChannel(file);
    ZipFile zip = openZip(channel, file, name, limits, findings);
    if (zip == null) {
      channel.close();
      return new ZipSource(
          name, null, deleteOnClose, Collections.emptyNavigableMap(), findings.list());
    }
    var table = new EntryTable<ZipArchiveEntry>(limits, strictness, findings);
    long packed = 0;
    for (var listed = zip.getEntries(); listed.hasMoreElements(); ) {
      ZipArchiveEntry entry = listed.nextElement();
      packed += Math.max(0, entry.getCompressedSize());
      add(table, entry, findings);
    }
    long archiveBytes = Files.size(file);
    if (packed > archiveBytes) {
      findings.add(
          Finding.of(
                  FindingCode.ARC_07,
                  Place.in(name),
                  "The entries overlap: %,d packed bytes in a file of %,d, as only a zip bomb has it."
                      .formatted(packed, archiveBytes))
              .fix("Make the zip again and upload it again."));
    }
    var entries = table.finish(name, archiveBytes);
    return new ZipSource(name, zip, deleteOnClose, entries, findings.list());
  }

  private static @Nullable ZipFile openZip(
      SeekableByteChannel channel, Path file, String name, ArchiveLimits limits, Findings findings)
      throws IOException {
    var guarded = new GuardedChannel(channel, limits.maxEntries());
    try {
      ZipFile zip =
          ZipFile.builder()
              .setSeekableByteChannel(guarded)
              .setCharset(CODE_PAGE_437)
              .setIgnoreLocalFileHeader(true)
              .get();
      guarded.directoryIsRead();
      return zip;
    } catch (IOException | RuntimeException e) {
      if (e.getCause() instanceof ArchiveFault fault) {
        findings.add(fault.finding().inside(name));
        return null;
      }
      findings.add(
          Finding.of(
                  FindingCode.ARC_01,
                  Place.in(name),
                  "Not a readable zip: " + FileKind.explain(file))
              .fix("Zip the content of the folder and use that file."));
    }
    return null;
  }

  private static void add(
      EntryTable<ZipArchiveEntry> table, ZipArchiveEntry entry, Findings findings) {
    int mode = entry.getUnixMode();
    switch (mode & TYPE_MASK) {
      case LINK -> table.skip(nameOf(entry), "link");
      case 0, FILE, FOLDER -> {
        boolean isFolder = entry.isDirectory() || (mode & TYPE_MASK) == FOLDER;
        if (isFolder || isReadable(entry, findings)) {
          boolean executable = (mode & OWNER_MAY_EXECUTE) != 0;
          table.add(nameOf(entry), isFolder, entry.getSize(), executable, entry);
        }
      }
      default -> table.skip(nameOf(entry), "special file");
    }
  }

  /**
   * The library writes '?' where a name is not the UTF-8 it claims to be; we keep the fault
   * visible.
   */
  private static String nameOf(ZipArchiveEntry entry) {
    byte[] raw = entry.getRawName();
    return entry.getGeneralPurposeBit().usesUTF8ForNames() && raw != null
        ? new String(raw, StandardCharsets.UTF_8)
        : entry.getName();
  }

  private static boolean isReadable(ZipArchiveEntry entry, Findings findings) {
    Place place = Place.in(nameOf(entry));
    if (entry.getGeneralPurposeBit().usesEncryption()) {
      findings.add(
          Finding.of(FindingCode.ARC_07, place, "The entry is encrypted.")
              .fix("Zip without a password."));
      return false;
    }
    ZipMethod method = ZipMethod.getMethodByCode(entry.getMethod());
    if (method == null || !METHODS.contains(method)) {
      findings.add(
          Finding.of(
                  FindingCode.ARC_07,
                  place,
                  "The entry is compressed by a method that cannot be read (number %d)."
                      .formatted(entry.getMethod()))
              .fix("Zip with the ordinary method, 'deflate'."));
      return false;
    }
    if (entry.getSize() < 0) {
      findings.add(Finding.of(FindingCode.ARC_01, place, "The entry announces no size."));
      return false;
    }
    return true;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public List<Finding> findings() {
    return findings;
  }

  @Override
  public Collection<SourceEntry> entries() {
    return entries.values().stream().map(EntryTable.Held::entry).toList();
  }

  @Override
  public Optional<SourceEntry> entry(String path) {
    return Optional.ofNullable(entries.get(path)).map(EntryTable.Held::entry);
  }

  @Override
  public InputStream open(String path) throws IOException {
    EntryTable.Held<ZipArchiveEntry> held = entries.get(path);
    if (zip == null || held == null || held.entry().isFolder() || held.handle() == null) {
      throw new FileNotFoundException("no file '" + path + "' in " + name);
    }
    ZipArchiveEntry entry = held.handle();
    InputStream content = sound(path, () -> zip.getInputStream(entry));
    return new CheckedStream(content, path, held.entry().size(), entry.getCrc());
  }

  @Override
  public Optional<PackedFile> packed(String path) throws IOException {
    EntryTable.Held<ZipArchiveEntry> held = entries.get(path);
    if (zip == null || held == null || held.entry().isFolder()) {
      return Optional.empty();
    }
    ZipArchiveEntry entry = held.handle();
    if (entry == null) {
      return Optional.empty();
    }
    int method = entry.getMethod();
    if (method != PackedFile.STORED && method != PackedFile.DEFLATED) {
      return Optional.empty();
    }
    InputStream bytes = sound(path, () -> zip.getRawInputStream(entry));
    return bytes == null
        ? Optional.empty()
        : Optional.of(
            new PackedFile(
                method, entry.getCrc(), held.entry().size(), entry.getCompressedSize(), bytes));
  }

  /** Somewhere in the archive. */
  private interface Opening<T extends @Nullable Object> {
    T open() throws IOException;
  }

  /** What the library makes of an entry; what it stumbles over is the archive's fault. */
  private static <T extends @Nullable Object> T sound(String path, Opening<T> opening)
      throws ArchiveFault {
    try {
      return opening.open();
    } catch (RuntimeException | IOException e) {
      throw new ArchiveFault(
          Finding.of(
                  FindingCode.ARC_01,
                  Place.in(path),
                  "The entry cannot be read: " + e.getMessage() + ".")
              .fix("Make the zip again and upload it again."));
    }
  }

  @Override
  public BundleSource nested(String path, ArchiveLimits limits) throws IOException {
    Path copy = Files.createTempFile("assay-nested", ".zip");
    try (InputStream content = open(path);
        var out = Files.newOutputStream(copy)) {
      content.transferTo(out);
    } catch (IOException | RuntimeException e) {
      Files.deleteIfExists(copy);
      throw e;
    }
    return openTemporary(copy, path, limits);
  }

  @Override
  public void close() throws IOException {
    try {
      if (zip != null) {
        zip.close();
      }
    } finally {
      if (deleteOnClose != null) {
        Files.deleteIfExists(deleteOnClose);
      }
    }
  }
}
