package dev.assay.postgres;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * One holder at a time for a folder; the system lets go of it when the holder dies, however it
 * dies.
 */
public final class FolderLock implements AutoCloseable {
  /**
   * Folders this JVM holds. Asked before the lock file is opened: closing any channel on a locked
   * file would drop the lock of the whole process.
   */
  private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

  private final Path file;
  private final FileChannel channel;

  private FolderLock(Path file, FileChannel channel) {
    this.file = file;
    this.channel = channel;
  }

  /** Takes {@code folder}, or refuses with the process that has it. */
  public static FolderLock acquire(Path folder) {
    try {
      Files.createDirectories(folder);
      var file = folder.toRealPath().resolve("lock");
      if (!HELD.add(file)) {
        throw inUse(folder, ProcessHandle.current().pid() + "");
      }
      return lock(folder, file);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot lock the folder " + folder, e);
    }
  }

  private static FolderLock lock(Path folder, Path file) throws IOException {
    FileChannel channel = null;
    FileLock lock = null;
    try {
      channel =
          FileChannel.open(
              file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
      lock = channel.tryLock();
      if (lock == null) {
        throw inUse(folder, Files.readString(file).strip());
      }
      channel.truncate(0);
      channel.write(pid(), 0);
      return new FolderLock(file, channel);
    } finally {
      if (lock == null) {
        HELD.remove(file);
        if (channel != null) {
          channel.close();
        }
      }
    }
  }

  private static ByteBuffer pid() {
    return StandardCharsets.US_ASCII.encode(ProcessHandle.current().pid() + "\n");
  }

  private static PostgresException inUse(Path folder, String pid) {
    return new PostgresException(
        "The folder %s is in use by process %s. Stop that one first, or name another folder."
            .formatted(folder, pid.isEmpty() ? "(unknown)" : pid));
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      HELD.remove(file);
    }
  }
}
