package dev.assay.bundle.archive;

import dev.assay.bundle.Finding;
import java.io.IOException;
import java.io.InputStream;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** A folder of another source, seen as if it were the root. */
final class SubfolderSource implements BundleSource {
  private final BundleSource outer;
  private final String prefix;

  SubfolderSource(BundleSource outer, String folder) {
    this.outer = outer;
    this.prefix = folder + "/";
  }

  @Override
  public String name() {
    return prefix.substring(0, prefix.length() - 1);
  }

  /** What is wrong with the archive as a whole belongs to the outer source. */
  @Override
  public List<Finding> findings() {
    return List.of();
  }

  @Override
  public Collection<SourceEntry> entries() {
    return outer.entries().stream()
        .filter(entry -> entry.path().startsWith(prefix))
        .map(this::fromInside)
        .toList();
  }

  @Override
  public Optional<SourceEntry> entry(String path) {
    return outer.entry(prefix + path).map(this::fromInside);
  }

  private SourceEntry fromInside(SourceEntry entry) {
    String path = entry.path().substring(prefix.length());
    return new SourceEntry(path, entry.isFolder(), entry.size(), entry.isExecutable());
  }

  @Override
  public InputStream open(String path) throws IOException {
    return outer.open(prefix + path);
  }

  @Override
  public Optional<PackedFile> packed(String path) throws IOException {
    return outer.packed(prefix + path);
  }

  @Override
  public BundleSource nested(String path, ArchiveLimits limits) throws IOException {
    return outer.nested(prefix + path, limits);
  }

  @Override
  public void close() throws IOException {
    outer.close();
  }
}
