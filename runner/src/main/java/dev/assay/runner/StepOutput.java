package dev.assay.runner;

import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;

/** The folder that a step leaves to the next one, to storage and to the page. */
final class StepOutput {
  /** What Codabench's worker adds, and scoring programs of its first generation read. */
  static final String METADATA = "metadata";

  private static final String ASIDE = "metadata.program";

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

  /**
   * Writes the worker's metadata.
   *
   * @return the name under which a file of that name was kept, if there was one
   */
  Optional<String> addMetadata(StepResult result) throws IOException {
    var metadata = folder.resolve(METADATA);
    Optional<String> aside = Optional.empty();
    if (Files.exists(metadata, LinkOption.NOFOLLOW_LINKS)) {
      aside = Optional.of(moveAside(metadata));
    }
    Files.writeString(metadata, MetadataFile.of(result));
    return aside;
  }

  private String moveAside(Path metadata) throws IOException {
    for (int number = 1; ; number++) {
      var name = number == 1 ? ASIDE : ASIDE + "." + number;
      if (!Files.exists(folder.resolve(name), LinkOption.NOFOLLOW_LINKS)) {
        Files.move(metadata, folder.resolve(name));
        return name;
      }
    }
  }

  /** The scorer's page: {@code detailed_results.html}, else the first HTML file by name. */
  Optional<Path> detailedResults() throws IOException {
    var named = folder.resolve("detailed_results.html");
    if (Files.isRegularFile(named, LinkOption.NOFOLLOW_LINKS)) {
      return Optional.of(named);
    }
    try (var children = Files.list(folder)) {
      return children
          .filter(file -> file.getFileName().toString().endsWith(".html"))
          .filter(file -> Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS))
          .sorted()
          .findFirst();
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  boolean isEmpty() throws IOException {
    try (var children = Files.list(folder)) {
      return children.findAny().isEmpty();
    }
  }
}
