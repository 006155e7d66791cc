package dev.assay.bundle.archive;

import dev.assay.bundle.Finding;
import dev.assay.bundle.FindingCode;
import dev.assay.bundle.Findings;
import dev.assay.bundle.Place;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Collection;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;

/** A folder on disk, seen as the zip that would be made of it. */
final class FolderSource implements BundleSource {
  private final Path root;
  private final NavigableMap<String, EntryTable.Held<Path>> entries;
  private final List<Finding> findings;

  private FolderSource(
      Path root, NavigableMap<String, EntryTable.Held<Path>> entries, List<Finding> findings) {
    this.root = root;
    this.entries = entries;
    this.findings = findings;
  }

  static FolderSource open(Path root, ArchiveLimits limits, Strictness strictness)
      throws IOException {
    var findings = new Findings();
    var table = new EntryTable<Path>(limits, strictness, findings);
    // The folder itself may be reached through a link; nothing below it may.
    Path real = root.toRealPath();
    Files.walkFileTree(real, new Walk(real, table, limits.maxEntries(), findings));
    // A folder is not packed, so there is no ratio to suspect.
    var entries = table.finish(nameOf(real), Long.MAX_VALUE);
    return new FolderSource(real, entries, findings.list());
  }

  private static String nameOf(Path root) {
    return root.getFileName() == null ? "/" : root.getFileName().toString();
  }

  private static final class Walk extends SimpleFileVisitor<Path> {
    private final Path root;
    private final EntryTable<Path> table;
    private final Findings findings;
    private final int maxEntries;
    private int count;

    Walk(Path root, EntryTable<Path> table, int maxEntries, Findings findings) {
      this.root = root;
      this.table = table;
      this.maxEntries = maxEntries;
      this.findings = findings;
    }

    @Override
    public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
      if (!folder.equals(root)) {
        table.add(relative(folder), true, 0, false, folder);
      }
      return next();
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
      if (attributes.isSymbolicLink()) {
        table.skip(relative(file), "link");
      } else if (attributes.isRegularFile()) {
        table.add(relative(file), false, attributes.size(), Files.isExecutable(file), file);
      } else {
        table.skip(relative(file), "special file");
      }
      return next();
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException e) {
      findings.add(
          Finding.of(
                  FindingCode.ARC_01, Place.in(relative(file)), "Cannot be read: " + e.getMessage())
              .fix("Check the permissions of the file."));
      return next();
    }

    /**
     * One more than allowed is enough to say so; a home folder given by mistake is not walked to
     * its end.
     */
    private FileVisitResult next() {
      return ++count > maxEntries + 1 ? FileVisitResult.TERMINATE : FileVisitResult.CONTINUE;
    }

    private String relative(Path path) {
      return root.relativize(path).toString();
    }
  }

  @Override
  public String name() {
    return nameOf(root);
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
    return Files.newInputStream(file(path), LinkOption.NOFOLLOW_LINKS);
  }

  @Override
  public BundleSource nested(String path, ArchiveLimits limits) throws IOException {
    return ZipSource.openNamed(file(path), path, limits);
  }

  private Path file(String path) throws FileNotFoundException {
    EntryTable.Held<Path> held = entries.get(path);
    if (held == null || held.entry().isFolder() || held.handle() == null) {
      throw new FileNotFoundException("no file '" + path + "' in " + root.getFileName());
    }
    return held.handle();
  }

  @Override
  public void close() {
    // Nothing is held open between reads.
  }
}
