package dev.assay.engine;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * A writable place of bounded size. Files in it may belong to another uid, so they are read and
 * deleted through here. Closing deletes all of it.
 */
public interface Workspace extends AutoCloseable {

  /** The most that may lie in it, all folders together. */
  record Limits(long bytes, long inodes) {}

  /**
   * Copies files into a folder before any sandbox of it starts, for programs to find and to write
   * over. They count towards the limits.
   */
  void put(String folder, Path source) throws IOException;

  /**
   * Hands over what a folder holds, once no sandbox writes to it any more. What a container wrote
   * is hostile: links and special files are removed and named, never followed.
   */
  Collected collect(String folder) throws IOException;

  /**
   * @param folder the host folder that now holds regular files and folders only, readable by this
   *     process; it lives as long as the workspace, may be mounted again, and the caller may add to
   *     it and move things out of it
   * @param refused paths of links and special files that were dropped
   */
  record Collected(Path folder, long bytes, long files, List<String> refused) {
    public Collected {
      refused = List.copyOf(refused);
    }
  }

  @Override
  void close();
}
