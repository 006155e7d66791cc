package dev.assay.server.competitions.changes;

import dev.assay.bundle.Finding;
import dev.assay.bundle.archive.ArchiveFault;
import dev.assay.bundle.archive.ArchiveLimits;
import dev.assay.bundle.archive.BundleSource;
import dev.assay.bundle.archive.SourceEntry;
import dev.assay.server.kernel.BlobId;
import dev.assay.server.storage.Storage;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Stored zips, among which is looked for the one that unpacks to given files. Each program packs in
 * its own way and notes its own times, so that equal files are seldom equal zips.
 */
final class EqualZips implements AutoCloseable {
  private static final int BUFFER = 64 << 10;

  private final Storage storage;
  private final List<BlobId> candidates;
  private final Map<BlobId, BundleSource> opened = new LinkedHashMap<>();

  EqualZips(Storage storage, Collection<BlobId> candidates) {
    this.storage = storage;
    this.candidates = candidates.stream().distinct().toList();
  }

  /** The zip with the same files under the same names, which may be run alike, and no others. */
  Optional<BlobId> of(BundleSource wanted) throws IOException {
    if (wanted.entries().isEmpty() || isDamaged(wanted)) {
      return Optional.empty();
    }
    for (var candidate : candidates) {
      if (isEqual(wanted, open(candidate))) {
        return Optional.of(candidate);
      }
    }
    return Optional.empty();
  }

  private BundleSource open(BlobId candidate) throws IOException {
    var source = opened.get(candidate);
    if (source == null) {
      source = BundleSource.open(storage.localFile(candidate), ArchiveLimits.forBundles());
      opened.put(candidate, source);
    }
    return source;
  }

  private static boolean isEqual(BundleSource one, BundleSource other) throws IOException {
    var entries = List.copyOf(one.entries());
    if (isDamaged(other) || !entries.equals(List.copyOf(other.entries()))) {
      return false;
    }
    try {
      for (var entry : entries) {
        if (!entry.isFolder() && !isEqual(entry, one, other)) {
          return false;
        }
      }
      return true;
    } catch (ArchiveFault _) {
      // Said where it is unpacked.
      return false;
    }
  }

  private static boolean isEqual(SourceEntry entry, BundleSource one, BundleSource other)
      throws IOException {
    try (InputStream first = one.open(entry.path());
        InputStream second = other.open(entry.path())) {
      for (; ; ) {
        var bytes = first.readNBytes(BUFFER);
        if (!Arrays.equals(bytes, second.readNBytes(BUFFER))) {
          return false;
        }
        if (bytes.length == 0) {
          return true;
        }
      }
    }
  }

  private static boolean isDamaged(BundleSource source) {
    return source.findings().stream().anyMatch(Finding::isError);
  }

  @Override
  public void close() throws IOException {
    for (var source : opened.values()) {
      source.close();
    }
  }
}
