package dev.assay.cli.site;

import dev.assay.bundle.archive.FolderZip;
import dev.assay.cli.Stopped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

/**
 * A file to upload: one that is there, or a folder's content zipped for as long as it is needed.
 */
public final class ZippedFolder implements AutoCloseable {
  private final Path zip;
  private final boolean temporary;
  private final String name;

  private ZippedFolder(Path zip, boolean temporary, String name) {
    this.zip = zip;
    this.temporary = temporary;
    this.name = name;
  }

  /**
   * A file as it is, or a folder as a zip that goes away with {@link #close}.
   *
   * @throws Stopped if there is neither
   */
  public static ZippedFolder of(Path fileOrFolder) {
    var name = String.valueOf(fileOrFolder.toAbsolutePath().normalize().getFileName());
    if (Files.isRegularFile(fileOrFolder)) {
      return new ZippedFolder(fileOrFolder, false, name);
    }
    if (!Files.isDirectory(fileOrFolder)) {
      throw Stopped.byMachine("There is no file or folder " + fileOrFolder + ".");
    }
    try {
      var zip = Files.createTempDirectory("assay-").resolve(name + ".zip");
      FolderZip.write(fileOrFolder, zip);
      return new ZippedFolder(zip, true, name + ".zip");
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot zip " + fileOrFolder, e);
    }
  }

  /** The zip. */
  public Path file() {
    return zip;
  }

  /** What to call it. */
  public String name() {
    return name;
  }

  @Override
  public void close() {
    if (temporary) {
      try {
        Files.deleteIfExists(zip);
        Files.deleteIfExists(Objects.requireNonNull(zip.getParent()));
      } catch (IOException e) {
        throw new UncheckedIOException("Cannot delete " + zip, e);
      }
    }
  }
}
