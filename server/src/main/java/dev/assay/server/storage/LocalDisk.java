package dev.assay.server.storage;

import dev.assay.contract.Sha256;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.security.DigestOutputStream;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Objects as files: {@code uploads/} holds what is being put, {@code objects/} what is sealed. A
 * file moves from one to the other by renaming, after its bytes are on the disk, so that a crash
 * leaves either none or all of it.
 */
final class LocalDisk {
  private final Path uploads;
  private final Path objects;
  private final Clock clock;

  LocalDisk(Path root, Clock clock) throws IOException {
    this.uploads = Files.createDirectories(root.resolve("uploads"));
    this.objects = Files.createDirectories(root.resolve("objects"));
    this.clock = clock;
  }

  /** What was written. */
  record Written(long size, String sha256) {}

  Path object(String key) {
    return objects.resolve(key.substring(0, 2)).resolve(key);
  }

  boolean isSealed(String key) {
    return Files.exists(object(key));
  }

  /** Writes the upload of this key anew, complete or not at all. */
  Written put(String key, InputStream bytes, long maxBytes) throws IOException, Storage.TooLarge {
    var part = Files.createTempFile(uploads, key + ".", ".part");
    try {
      var written = copy(bytes, part, maxBytes);
      move(part, uploads.resolve(key));
      return written;
    } finally {
      Files.deleteIfExists(part);
    }
  }

  /** The same of few bytes. */
  void put(String key, byte[] content) throws IOException {
    try {
      put(key, new ByteArrayInputStream(content), content.length);
    } catch (Storage.TooLarge e) {
      throw new IllegalStateException("They are as many as they are", e);
    }
  }

  /** Makes the upload an object. Does nothing if it is one. */
  void seal(String key) throws IOException {
    seal(uploads.resolve(key), key);
  }

  /** Makes a file of this disk an object. Does nothing if it is one. */
  void seal(Path file, String key) throws IOException {
    var object = object(key);
    if (Files.exists(object)) {
      return;
    }
    Files.createDirectories(object.getParent());
    try {
      // It may have been written long ago, and its row is yet to be seen: the sweep goes by this.
      Files.setLastModifiedTime(file, FileTime.from(clock.instant()));
      move(file, object);
    } catch (NoSuchFileException e) {
      if (!Files.exists(object)) {
        throw e;
      }
      // Somebody else has sealed it at the same moment.
    }
  }

  /** Deletes an object, if it is there. */
  void delete(String key) throws IOException {
    Files.deleteIfExists(object(key));
  }

  /** Deletes what was put and not written to since that instant; says how many files that were. */
  int deleteUploads(Instant before) throws IOException {
    var deleted = 0;
    try (var files = Files.newDirectoryStream(uploads)) {
      for (var file : files) {
        if (isOlder(file, before) && Files.deleteIfExists(file)) {
          deleted++;
        }
      }
    }
    return deleted;
  }

  /** The keys of all objects whose files are older than that instant, some at a time. */
  List<List<String>> objectKeys(Instant before, int atOnce) throws IOException {
    var all = new ArrayList<List<String>>();
    var some = new ArrayList<String>();
    try (var folders = Files.newDirectoryStream(objects)) {
      for (var folder : folders) {
        try (var files = Files.newDirectoryStream(folder)) {
          for (var file : files) {
            if (isOlder(file, before)) {
              some.add(file.getFileName().toString());
            }
          }
        }
        if (some.size() >= atOnce) {
          all.add(List.copyOf(some));
          some.clear();
        }
      }
    }
    if (!some.isEmpty()) {
      all.add(List.copyOf(some));
    }
    return all;
  }

  static boolean isOlder(Path file, Instant than) throws IOException {
    try {
      return Files.getLastModifiedTime(file).toInstant().isBefore(than);
    } catch (NoSuchFileException e) {
      return false; // It has just become an object, or was deleted.
    }
  }

  /** Size and hash of what lies under the key, sealed or not. */
  Written measure(String key) throws NoSuchFileException, IOException {
    var file = isSealed(key) ? object(key) : uploads.resolve(key);
    var digest = Sha256.fresh();
    try (var in = Files.newInputStream(file);
        var out = new DigestOutputStream(OutputStream.nullOutputStream(), digest)) {
      return new Written(in.transferTo(out), Sha256.hex(digest));
    }
  }

  /** Reads the beginning of an upload and deletes it. */
  Optional<byte[]> take(String key, int most) throws IOException {
    var file = uploads.resolve(key);
    try (var in = Files.newInputStream(file)) {
      var bytes = in.readNBytes(most);
      Files.deleteIfExists(file);
      return Optional.of(bytes);
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  private static Written copy(InputStream bytes, Path file, long maxBytes)
      throws IOException, Storage.TooLarge {
    var digest = Sha256.fresh();
    try (var channel = FileChannel.open(file, StandardOpenOption.WRITE);
        var out = new DigestOutputStream(Channels.newOutputStream(channel), digest)) {
      var buffer = new byte[64 * 1024];
      long size = 0;
      for (int read = bytes.read(buffer); read >= 0; read = bytes.read(buffer)) {
        size += read;
        if (size > maxBytes) {
          throw new Storage.TooLarge(maxBytes);
        }
        out.write(buffer, 0, read);
      }
      channel.force(true);
      return new Written(size, Sha256.hex(digest));
    }
  }

  private static void move(Path from, Path to) throws IOException {
    try {
      Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (AtomicMoveNotSupportedException e) {
      throw new IOException(
          "The storage folder must lie on one file system: " + from + ", " + to, e);
    }
    try (var folder = FileChannel.open(to.getParent(), StandardOpenOption.READ)) {
      folder.force(true);
    }
  }
}
