package dev.assay.bundle.archive;

/**
 * A file or folder of a bundle.
 *
 * @param path relative, parts separated by {@code /}, without a final {@code /}
 * @param size bytes; 0 for a folder
 */
public record SourceEntry(String path, boolean isFolder, long size, boolean isExecutable) {

  /** The last part of the path. */
  public String name() {
    return path.substring(path.lastIndexOf('/') + 1);
  }

  /** The folder it lies in, empty for the root. */
  public String parent() {
    int slash = path.lastIndexOf('/');
    return slash < 0 ? "" : path.substring(0, slash);
  }
}
