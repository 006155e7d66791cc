package dev.assay.bundle.archive;

import dev.assay.bundle.Finding;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * A zip or a folder, seen in the same way.
 *
 * <p>Only regular files and folders with safe names are listed; what was left out or is wrong
 * stands in the findings.
 */
public interface BundleSource extends Closeable {

  /**
   * Opens a zip or a folder. What is wrong with it, even that it is no zip, stands in the findings.
   */
  static BundleSource open(Path zipOrFolder, ArchiveLimits limits) throws IOException {
    return open(zipOrFolder, limits, Strictness.TOLERANT);
  }

  /** Opens a zip or a folder with a given strictness. */
  static BundleSource open(Path zipOrFolder, ArchiveLimits limits, Strictness strictness)
      throws IOException {
    return Files.isDirectory(zipOrFolder)
        ? FolderSource.open(zipOrFolder, limits, strictness)
        : ZipSource.open(zipOrFolder, limits, strictness);
  }

  /** Opens a zip that lies on disk under another name than it has for its reader. */
  static BundleSource openZip(Path file, String name, ArchiveLimits limits) throws IOException {
    return ZipSource.openNamed(file, name, limits);
  }

  /** The name of the zip or folder, without the folders above it. */
  String name();

  /** What is wrong with the archive itself. */
  List<Finding> findings();

  /** Files and folders, sorted by path; folders that are only implied by a file are listed too. */
  Collection<SourceEntry> entries();

  /** The file or folder of that path. */
  Optional<SourceEntry> entry(String path);

  /** The content of a file; it fails rather than deliver more bytes than the entry announces. */
  InputStream open(String path) throws IOException;

  /** A file of this source, opened as an archive of its own. */
  BundleSource nested(String path, ArchiveLimits limits) throws IOException;

  /** A file as it lies packed in a zip, if it is packed in a way that every reader knows. */
  default Optional<PackedFile> packed(String path) throws IOException {
    return Optional.empty();
  }

  /** The content of a folder, as a source of its own that closes with this one. */
  default BundleSource within(String folder) {
    return folder.isEmpty() ? this : new SubfolderSource(this, folder);
  }
}
