package dev.assay.engine;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;

import dev.assay.engine.HandleWalk.Entry;
import dev.assay.engine.HandleWalk.Visitor;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A folder that a container wrote, for engines that keep workspaces as folders of this host. Links
 * are never followed and special files never opened.
 */
public final class HostileFolder {
  /** What lies deeper is refused: nothing honest does, and open handles are a limited good. */
  static final int MAX_DEPTH = 60;

  private static final Set<PosixFilePermission> OWNER =
      PosixFilePermissions.fromString("rwx------");

  private final Path folder;

  public HostileFolder(Path folder) {
    this.folder = folder;
  }

  /** How much lies in a folder. */
  public record Usage(long bytes, long inodes) {

    /** Whether this is more than the limits allow. */
    public boolean exceeds(Workspace.Limits limits) {
      return bytes > limits.bytes() || inodes > limits.inodes();
    }
  }

  /**
   * Measures while programs may still write; stops as soon as a limit is passed, so that a flood of
   * files cannot make the look itself long. Apparent sizes count: they are what an upload costs.
   */
  public Usage measure(Workspace.Limits limits) throws IOException {
    var meter = new Meter(limits);
    HandleWalk.of(folder, meter);
    return new Usage(meter.bytes, meter.inodes);
  }

  /** Removes links, special files and what lies too deep; what stays is readable here. */
  public Workspace.Collected collect() throws IOException {
    var collector = new Collector();
    HandleWalk.of(folder, collector);
    return new Workspace.Collected(
        folder, collector.bytes, collector.files, List.copyOf(collector.refused));
  }

  /** Deletes the folder and all that is in it; succeeds if it is gone already. */
  public void delete() throws IOException {
    var remover = new Remover();
    if (Files.isDirectory(folder, NOFOLLOW_LINKS)) {
      HandleWalk.of(folder, remover);
    }
    remover.finish();
    Files.deleteIfExists(folder);
  }

  private final class Meter implements Visitor {
    private final Workspace.Limits limits;
    private long bytes;
    private long inodes;

    Meter(Workspace.Limits limits) {
      this.limits = limits;
    }

    @Override
    public boolean enough() {
      return new Usage(bytes, inodes).exceeds(limits);
    }

    @Override
    public boolean enter(Entry directory, PosixFileAttributes attributes, int depth)
        throws IOException {
      grant(directory, attributes);
      // Nothing hides in depth: nesting without end counts as filling the place.
      inodes = depth < MAX_DEPTH ? inodes + 1 : Long.MAX_VALUE;
      return depth < MAX_DEPTH;
    }

    @Override
    public void file(Entry file, PosixFileAttributes attributes) {
      inodes++;
      bytes += attributes.isRegularFile() ? attributes.size() : 0;
    }
  }

  private final class Collector implements Visitor {
    private final List<String> refused = new ArrayList<>();
    private long bytes;
    private long files;

    @Override
    public boolean enter(Entry directory, PosixFileAttributes attributes, int depth)
        throws IOException {
      grant(directory, attributes);
      if (depth < MAX_DEPTH) {
        return true;
      }
      refused.add(directory.relative() + "/ (nested too deep)");
      var remover = new Remover();
      remover.moveAside(directory);
      remover.finish();
      return false;
    }

    @Override
    public void file(Entry file, PosixFileAttributes attributes) throws IOException {
      if (!attributes.isRegularFile()) {
        refused.add(
            file.relative() + (attributes.isSymbolicLink() ? " (link)" : " (special file)"));
        file.directory().deleteFile(file.name());
        return;
      }
      grant(file, attributes);
      bytes += attributes.size();
      files++;
    }
  }

  /**
   * Deletes what it visits. What lies too deep is moved up beside the folder and deleted afterwards
   * from there, one after the other, so that no depth costs more of the stack, of open folders or
   * of a name's length than another.
   */
  private final class Remover implements Visitor {
    private final String base;
    private final Deque<Path> aside;

    Remover() {
      this(String.valueOf(folder.getFileName()), new ArrayDeque<>());
    }

    private Remover(String base, Deque<Path> aside) {
      this.base = base;
      this.aside = aside;
    }

    @Override
    public boolean enter(Entry directory, PosixFileAttributes attributes, int depth)
        throws IOException {
      try {
        grant(directory, attributes);
      } catch (AccessDeniedException ofAnother) {
        removeUnseen(directory, ofAnother);
        return false;
      }
      if (depth < MAX_DEPTH) {
        return true;
      }
      moveAside(directory);
      return false;
    }

    /** What another user closed can be removed by the owner of what it lies in, if it is empty. */
    private void removeUnseen(Entry directory, AccessDeniedException ofAnother)
        throws AccessDeniedException {
      try {
        leave(directory);
      } catch (IOException notEmpty) {
        ofAnother.addSuppressed(notEmpty);
        throw ofAnother;
      }
    }

    @Override
    public void file(Entry file, PosixFileAttributes attributes) throws IOException {
      file.directory().deleteFile(file.name());
    }

    @Override
    public void leave(Entry directory) throws IOException {
      directory.directory().deleteDirectory(directory.name());
    }

    void moveAside(Entry deep) throws IOException {
      var parent = folder.toAbsolutePath().getParent();
      if (parent == null) {
        throw new IOException("A workspace cannot be the root of a file system: " + folder);
      }
      var name = base + "." + Long.toHexString(System.nanoTime());
      try (var up = (SecureDirectoryStream<Path>) Files.newDirectoryStream(parent)) {
        deep.directory().move(deep.name(), up, Path.of(name));
      }
      aside.add(parent.resolve(name));
    }

    /** Deletes what was moved aside, and what that leaves aside in its turn. */
    void finish() throws IOException {
      for (var next = aside.poll(); next != null; next = aside.poll()) {
        HandleWalk.of(next, new HostileFolder(next).new Remover(base, aside));
        Files.deleteIfExists(next);
      }
    }
  }

  /**
   * Gives this process what a program took from its owner.
   *
   * @throws AccessDeniedException if another user is the owner
   */
  private void grant(Entry entry, PosixFileAttributes attributes) throws IOException {
    var needed = attributes.isDirectory() ? OWNER : Set.of(PosixFilePermission.OWNER_READ);
    if (attributes.permissions().containsAll(needed)) {
      return;
    }
    var permissions = new HashSet<>(attributes.permissions());
    permissions.addAll(needed);
    // By path, since changing it by handle first needs the very permission that is missing.
    var path = folder.resolve(entry.relative());
    try {
      Files.setPosixFilePermissions(path, permissions);
    } catch (NoSuchFileException gone) {
      throw gone;
    } catch (FileSystemException ofAnother) {
      // Linux calls it not permitted rather than denied where the owner is another.
      throw new AccessDeniedException(path.toString(), null, ofAnother.getReason());
    }
  }
}
