package dev.assay.engine;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.Set;

/**
 * Copies a tree of regular files to where programs of another uid write over it. For
 * implementations of the port; the folders above the copy keep everyone else out.
 */
public final class FolderCopy {
  private static final Set<PosixFilePermission> OPEN =
      EnumSet.of(
          PosixFilePermission.OWNER_READ,
          PosixFilePermission.OWNER_WRITE,
          PosixFilePermission.GROUP_READ,
          PosixFilePermission.GROUP_WRITE,
          PosixFilePermission.OTHERS_READ,
          PosixFilePermission.OTHERS_WRITE);
  private static final Set<PosixFilePermission> EXECUTABLE =
      EnumSet.of(
          PosixFilePermission.OWNER_EXECUTE,
          PosixFilePermission.GROUP_EXECUTE,
          PosixFilePermission.OTHERS_EXECUTE);

  private FolderCopy() {}

  /** Copies what the source folder holds into the target folder, over what is there. */
  public static void copy(Path source, Path target) throws IOException {
    if (!Files.isDirectory(source)) {
      throw new NotDirectoryException(source.toString());
    }
    Files.walkFileTree(
        source,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes)
              throws IOException {
            var copy = Files.createDirectories(resolve(directory));
            open(copy, true);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            if (!attributes.isRegularFile()) {
              throw new IOException(file + " is neither a regular file nor a folder");
            }
            var copy = resolve(file);
            Files.copy(file, copy, StandardCopyOption.REPLACE_EXISTING, LinkOption.NOFOLLOW_LINKS);
            open(copy, Files.isExecutable(file));
            return FileVisitResult.CONTINUE;
          }

          private Path resolve(Path path) {
            return target.resolve(source.relativize(path).toString());
          }
        });
  }

  private static void open(Path path, boolean executable) throws IOException {
    var permissions = EnumSet.copyOf(OPEN);
    if (executable) {
      permissions.addAll(EXECUTABLE);
    }
    Files.setPosixFilePermissions(path, permissions);
  }
}
