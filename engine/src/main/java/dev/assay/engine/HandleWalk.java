package dev.assay.engine;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.util.ArrayList;
import java.util.List;

/**
 * Walks through a folder by handles of directories rather than by paths, because a container can
 * nest deeper than the longest path, and can swap a directory for a link while it is looked at.
 */
final class HandleWalk {
  private final Visitor visitor;

  private HandleWalk(Visitor visitor) {
    this.visitor = visitor;
  }

  /** What somebody does with what lies in the folder. */
  interface Visitor {

    /** Whether the rest need not be looked at. */
    default boolean enough() {
      return false;
    }

    /** Whether to go in. */
    boolean enter(Entry directory, PosixFileAttributes attributes, int depth) throws IOException;

    void file(Entry file, PosixFileAttributes attributes) throws IOException;

    default void leave(Entry directory) throws IOException {}
  }

  /**
   * One name in an open directory.
   *
   * @param relative seen from the folder
   */
  record Entry(SecureDirectoryStream<Path> directory, Path name, Path relative) {

    private PosixFileAttributes attributes() throws IOException {
      return directory
          .getFileAttributeView(name, PosixFileAttributeView.class, NOFOLLOW_LINKS)
          .readAttributes();
    }

    private SecureDirectoryStream<Path> open() throws IOException {
      return directory.newDirectoryStream(name, NOFOLLOW_LINKS);
    }
  }

  /** Shows a visitor all that lies in a folder; nothing if there is none. */
  static void of(Path folder, Visitor visitor) throws IOException {
    try (var stream = Files.newDirectoryStream(folder)) {
      // Linux always gives the secure kind.
      new HandleWalk(visitor).go((SecureDirectoryStream<Path>) stream, Path.of(""), 1);
    } catch (NoSuchFileException gone) {
      return;
    }
  }

  private void go(SecureDirectoryStream<Path> directory, Path relative, int depth)
      throws IOException {
    for (Path name : names(directory)) {
      if (visitor.enough()) {
        return;
      }
      try {
        visit(new Entry(directory, name, relative.resolve(name)), depth);
      } catch (NoSuchFileException gone) {
        // A program that still runs deleted it between the listing and the look.
      }
    }
  }

  private void visit(Entry entry, int depth) throws IOException {
    var attributes = entry.attributes();
    if (!attributes.isDirectory()) {
      visitor.file(entry, attributes);
      return;
    }
    if (!visitor.enter(entry, attributes, depth)) {
      return;
    }
    try (var below = entry.open()) {
      go(below, entry.relative(), depth + 1);
    }
    visitor.leave(entry);
  }

  /** Listed in full before anything is deleted: what a listing shows meanwhile is undefined. */
  private static List<Path> names(SecureDirectoryStream<Path> directory) throws IOException {
    var names = new ArrayList<Path>();
    try {
      for (Path path : directory) {
        names.add(path.getFileName());
      }
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
    return names;
  }
}
