package dev.assay.worker;

import dev.assay.bundle.archive.DeleteTree;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The worker's data folder, locked as long as it is open. Its id outlives restarts, so that a
 * worker knows the containers its former self left behind.
 */
public final class WorkerFolder implements AutoCloseable {
  private static final Path BOOT_ID = Path.of("/proc/sys/kernel/random/boot_id");

  private final Path root;
  private final FileChannel channel;
  private final UUID id;

  private WorkerFolder(Path root, FileChannel channel, UUID id) {
    this.root = root;
    this.channel = channel;
    this.id = id;
  }

  /**
   * Takes the folder, making it if need be.
   *
   * @throws IOException saying so, if another worker has it
   */
  public static WorkerFolder open(Path root) throws IOException {
    Files.createDirectories(root);
    Files.setPosixFilePermissions(root, PosixFilePermissions.fromString("rwx------"));
    var channel =
        FileChannel.open(root.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try {
      if (lock(channel) == null) {
        throw new IOException(
            "Another worker uses the folder %s. Stop it, or choose another with --data."
                .formatted(root));
      }
      var folder = new WorkerFolder(root, channel, id(root));
      folder.distrustAfterCrash();
      return folder;
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  private static @Nullable FileLock lock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException e) {
      return null;
    }
  }

  private static UUID id(Path root) throws IOException {
    var file = root.resolve("id");
    if (!Files.exists(file)) {
      Files.writeString(file, UUID.randomUUID().toString());
    }
    return UUID.fromString(Files.readString(file).strip());
  }

  /**
   * Files whose bytes never reached the disk when the machine went down look whole. The cache is
   * checked when it is filled, not when it is used, so after such an end it is filled anew.
   */
  private void distrustAfterCrash() throws IOException {
    var file = root.resolve("boot");
    var boot = Files.isReadable(BOOT_ID) ? Files.readString(BOOT_ID).strip() : "unknown";
    var before = Files.exists(file) ? Files.readString(file).strip() : boot;
    if (!before.equals(boot) && !before.isEmpty()) {
      DeleteTree.delete(cache());
    }
    Files.writeString(file, boot);
  }

  UUID id() {
    return id;
  }

  Path cache() {
    return root.resolve("cache");
  }

  Path runs() {
    return root.resolve("runs");
  }

  Path scratch() {
    return root.resolve("scratch");
  }

  /**
   * Where the engine keeps its workspaces: on one file system with the rest, so nothing is copied.
   */
  public Path engine() throws IOException {
    return Files.createDirectories(root.resolve("engine"));
  }

  /** Leaves in order: the next start trusts what it finds. */
  @Override
  public void close() throws IOException {
    Files.writeString(root.resolve("boot"), "");
    channel.close();
  }
}
