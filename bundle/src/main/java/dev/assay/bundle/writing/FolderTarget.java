package dev.assay.bundle.writing;

import dev.assay.bundle.archive.DeleteTree;
import dev.assay.bundle.archive.SourceEntry;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes a folder that did not exist before. */
final class FolderTarget implements BundleTarget {
  private final Path root;

  FolderTarget(Path root) throws IOException {
    this.root = Files.createDirectory(root).toAbsolutePath().normalize();
  }

  @Override
  public void folder(String path) throws IOException {
    Files.createDirectories(inside(path));
  }

  @Override
  public void file(SourceEntry source, InputStream content) throws IOException {
    Path file = inside(source.path());
    Files.createDirectories(file.getParent());
    Files.copy(content, file);
    if (source.isExecutable() && !file.toFile().setExecutable(true, false)) {
      throw new IOException("Cannot make " + source.path() + " executable");
    }
  }

  private Path inside(String path) {
    Path target = root.resolve(path).normalize();
    if (!target.startsWith(root) || target.equals(root)) {
      throw new IllegalArgumentException("'" + path + "' leads out of the bundle");
    }
    return target;
  }

  @Override
  public void close() {
    // Nothing is held open between files.
  }

  @Override
  public void discard() throws IOException {
    DeleteTree.delete(root);
  }
}
