package dev.assay.runner;

import dev.assay.bundle.Finding;
import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;

/** The folder that a step leaves to the next one, to storage and to the page. */
final class StepOutput {
  private final Path folder;

  StepOutput(Path folder) {
    this.folder = folder;
  }

  Path folder() {
    return folder;
  }

  /** Makes the folder, writable for whoever a container's programs run as. */
  void create() throws IOException {
    Files.createDirectories(folder);
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxrwxrwx"));
  }

  /** Moves everything of a collected folder here: no byte is copied on the same file system. */
  void takeAll(Path collected) throws IOException {
    try (var children = Files.newDirectoryStream(collected)) {
      for (Path child : children) {
        take(child);
      }
    }
  }

  private void take(Path child) throws IOException {
    var target = folder.resolve(child.getFileName());
    try {
      Files.move(child, target, StandardCopyOption.ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException e) {
      new TreeCopy(child, target).run();
    }
  }

  /**
   * Puts a tree's files here as links to the same content: a container's layer never reaches it.
   */
  void linkAll(Path tree) throws IOException {
    new TreeCopy(tree, folder).byLinks();
  }

  /** The name of the folder that everything lies in, if there is such a one. */
  Optional<String> onlyFolder() throws IOException {
    try (var children = Files.list(folder)) {
      var first = children.limit(2).toList();
      return first.size() == 1 && Files.isDirectory(first.getFirst(), LinkOption.NOFOLLOW_LINKS)
          ? Optional.of(first.getFirst().getFileName().toString())
          : Optional.empty();
    }
  }

  /** Adds the file about the step; says so if a program's own file of that name had to give way. */
  List<String> addMetadata(StepResult result) throws IOException {
    return result.metadata().write(folder).stream().map(Finding::message).toList();
  }
}
