package dev.assay.runner;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;

/** Copies or links a tree of regular files; containers' users may write in its folders. */
final class TreeCopy {
  private final Path source;
  private final Path target;
  private boolean links;

  TreeCopy(Path source, Path target) {
    this.source = source;
    this.target = target;
  }

  void run() throws IOException {
    Files.walkFileTree(source, new Visitor());
  }

  /** With hard links where the file system allows, so that size does not matter. */
  void byLinks() throws IOException {
    links = true;
    run();
  }

  private final class Visitor extends SimpleFileVisitor<Path> {

    @Override
    public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes)
        throws IOException {
      var copy = target.resolve(source.relativize(folder).toString());
      Files.createDirectories(copy);
      Files.setPosixFilePermissions(copy, PosixFilePermissions.fromString("rwxrwxrwx"));
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
      if (attributes.isRegularFile()) {
        put(file, target.resolve(source.relativize(file).toString()));
      }
      return FileVisitResult.CONTINUE;
    }

    private void put(Path file, Path copy) throws IOException {
      if (links) {
        try {
          Files.createLink(copy, file);
          return;
        } catch (IOException | UnsupportedOperationException e) {
          links = false;
        }
      }
      Files.copy(file, copy);
    }
  }
}
