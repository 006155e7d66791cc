package dev.assay.bundle.competition;

import dev.assay.bundle.archive.ArchiveLimits;
import dev.assay.bundle.archive.BundleSource;
import dev.assay.bundle.archive.FolderZip;
import dev.assay.bundle.archive.SafeUnpack;
import dev.assay.bundle.archive.Unpacked;
import dev.assay.bundle.competition.BundleReference.BundleFile;
import dev.assay.bundle.competition.BundleReference.BundleFolder;
import dev.assay.bundle.competition.BundleReference.DatasetKey;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Takes the parts that a definition names out of its bundle. */
public final class ReferencedContent {
  private final BundleSource content;

  /**
   * The parts of one bundle.
   *
   * @param content as {@link CheckedBundle#content()} gives it, still open
   */
  public ReferencedContent(BundleSource content) {
    this.content = content;
  }

  /**
   * Writes a part as the site stores it: a file as it is, a folder zipped. The target must not
   * exist.
   */
  public void store(BundleReference reference, Path target) throws IOException {
    switch (reference) {
      case BundleFile(var path) -> {
        try (InputStream in = content.open(path)) {
          Files.copy(in, target);
        } catch (IOException | RuntimeException e) {
          Files.deleteIfExists(target);
          throw e;
        }
      }
      case BundleFolder(var path) -> FolderZip.write(content.within(path), target);
      case DatasetKey key -> throw notInBundle(key);
    }
  }

  /** Writes a part as a container sees it: unpacked. The target must not exist. */
  public Unpacked unpack(BundleReference reference, Path target, ArchiveLimits limits)
      throws IOException {
    return switch (reference) {
      case BundleFile(var path) -> {
        try (BundleSource archive = content.nested(path, limits)) {
          yield SafeUnpack.unpack(archive, target);
        }
      }
      case BundleFolder(var path) -> SafeUnpack.unpack(content.within(path), target);
      case DatasetKey key -> throw notInBundle(key);
    };
  }

  private static IllegalArgumentException notInBundle(DatasetKey key) {
    return new IllegalArgumentException("data set " + key.key() + " is not in the bundle");
  }
}
