package dev.assay.engine.docker;

import dev.assay.engine.EngineException;
import dev.assay.engine.FolderCopy;
import dev.assay.engine.HostileFolder;
import dev.assay.engine.HostileFolder.Usage;
import dev.assay.engine.Workspace;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A workspace as a folder of the engine's host: {@code files/} holds what is mounted, {@code
 * layers/} what programs write over inputs. Both count towards the limits, which the file size
 * limit of the containers and the {@link SpaceWatch} keep.
 */
final class HostWorkspace implements Workspace {
  private static final Pattern FOLDER =
      Pattern.compile("[A-Za-z0-9_-][A-Za-z0-9._-]*(/[A-Za-z0-9_-][A-Za-z0-9._-]*)*");

  private final Path root;
  private final Limits limits;
  private final Map<String, String> labels;
  private final Workspaces owner;
  private volatile Usage copied = new Usage(0, 0);
  private final AtomicInteger layers = new AtomicInteger();
  private final List<CompletableFuture<Void>> removals = new CopyOnWriteArrayList<>();

  HostWorkspace(Path root, Limits limits, Map<String, String> labels, Workspaces owner) {
    this.root = root;
    this.limits = limits;
    this.labels = labels;
    this.owner = owner;
  }

  Limits limits() {
    return limits;
  }

  Map<String, String> labels() {
    return labels;
  }

  Path root() {
    return root;
  }

  /** The host folder of this name, open to programs of any uid; the folders above are not. */
  Path folder(String name) throws IOException {
    if (!FOLDER.matcher(name).matches()) {
      throw new IllegalArgumentException("Not a name for a workspace's folder: " + name);
    }
    return open(root.resolve("files").resolve(name));
  }

  /** A new folder for one private layer. */
  Path newLayer() throws IOException {
    return Files.createDirectories(root.resolve("layers/" + layers.incrementAndGet()));
  }

  static Path open(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      Files.createDirectories(folder);
      Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxrwxrwx"));
    }
    return folder;
  }

  boolean isFull() throws IOException {
    return usage().exceeds(limits);
  }

  /** What programs have put here; the bare structure and copies of inputs are not theirs. */
  Usage usage() throws IOException {
    var free = copied;
    var most = new Limits(limits.bytes() + free.bytes(), limits.inodes() + free.inodes());
    long bytes = 0;
    long inodes = 0;
    for (Path top : tops()) {
      var usage = new HostileFolder(top).measure(most);
      bytes += usage.bytes();
      inodes += usage.inodes();
    }
    return new Usage(bytes - free.bytes(), inodes - free.inodes());
  }

  /** Fills a layer where the engine makes none; what is copied does not count. */
  synchronized void copyInput(Path source, Path layer) throws IOException {
    FolderCopy.copy(source, layer);
    var size = new HostileFolder(layer).measure(new Limits(Long.MAX_VALUE, Long.MAX_VALUE));
    copied = new Usage(copied.bytes() + size.bytes(), copied.inodes() + size.inodes());
  }

  private List<Path> tops() throws IOException {
    try (var files = list(root.resolve("files"));
        var layered = list(root.resolve("layers"))) {
      return Stream.concat(files, layered.map(layer -> layer.resolve("upper"))).toList();
    }
  }

  private static Stream<Path> list(Path folder) throws IOException {
    return Files.isDirectory(folder) ? Files.list(folder) : Stream.empty();
  }

  /** Must be gone before the files are. */
  void usedUntil(CompletableFuture<Void> removal) {
    removals.add(removal);
  }

  @Override
  public void put(String folder, Path source) throws IOException {
    FolderCopy.copy(source, folder(folder));
  }

  @Override
  public Collected collect(String folder) throws IOException {
    var files = new HostileFolder(folder(folder));
    try {
      return files.collect();
    } catch (AccessDeniedException ofOthers) {
      owner.takeOver(this);
      return files.collect();
    }
  }

  @Override
  public void close() {
    removals.forEach(removal -> removal.handle((_, _) -> null).join());
    try {
      delete();
    } catch (IOException e) {
      throw new EngineException("Could not delete the workspace " + root + ": " + e, e);
    }
    owner.forget(this);
  }

  private void delete() throws IOException {
    var files = new HostileFolder(root);
    try {
      files.delete();
    } catch (AccessDeniedException ofOthers) {
      owner.takeOver(this);
      files.delete();
    }
  }

  @Override
  public String toString() {
    return "workspace " + root.getFileName();
  }
}
