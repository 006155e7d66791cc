package dev.assay.runner;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/**
 * Opens an unpacked tree to any user id: programs run as somebody else than this process and may
 * write over their inputs, in a layer of their own. The folder above must be closed to others.
 */
public final class OpenTree {
  private static final Set<PosixFilePermission> FOLDER =
      PosixFilePermissions.fromString("rwxrwxrwx");
  private static final Set<PosixFilePermission> FILE = PosixFilePermissions.fromString("rw-rw-rw-");

  private OpenTree() {}

  /** Changes the modes of all folders and files in it. */
  public static void open(Path tree) throws IOException {
    Files.walkFileTree(tree, new Opener());
  }

  private static final class Opener extends SimpleFileVisitor<Path> {
    @Override
    public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes)
        throws IOException {
      Files.setPosixFilePermissions(folder, FOLDER);
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
      if (attributes.isRegularFile()) {
        boolean executable =
            Files.getPosixFilePermissions(file).contains(PosixFilePermission.OWNER_EXECUTE);
        Files.setPosixFilePermissions(file, executable ? FOLDER : FILE);
      }
      return FileVisitResult.CONTINUE;
    }
  }
}
