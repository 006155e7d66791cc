package dev.assay.server.storage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Drafts as files of the folder {@code drafts}. One writer at a time is held by two things: in this
 * process by {@link #open}, which ends whoever wrote before; among processes by a lock on the file,
 * which the operating system gives back when its process dies.
 */
final class LocalDrafts implements Drafts {
  private static final int REMEMBERED = 256;

  private final String writer = UUID.randomUUID().toString();
  private final Path folder;
  private final LocalDiskStorage storage;
  private final ConcurrentHashMap<String, LocalDraft> open = new ConcurrentHashMap<>();

  /** One thread at a time opens a draft; each lock stands for some of them. */
  private final ReentrantLock[] locks =
      Stream.generate(ReentrantLock::new).limit(64).toArray(ReentrantLock[]::new);

  /** What this process has hashed of drafts that nobody holds just now. Guarded by itself. */
  private final Map<String, RunningHash> hashes =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, RunningHash> eldest) {
          return size() > REMEMBERED;
        }
      };

  LocalDrafts(Path root, LocalDiskStorage storage) throws IOException {
    this.folder = Files.createDirectories(root.resolve("drafts"));
    this.storage = storage;
  }

  @Override
  public String writer() {
    return writer;
  }

  @Override
  public String create() throws IOException {
    var key = LocalDiskStorage.randomKey();
    Files.createFile(file(key));
    return key;
  }

  @Override
  public Optional<Draft> open(String key, Supplier<Confirmed> confirmed) throws IOException {
    var lock = locks[Math.floorMod(key.hashCode(), locks.length)];
    lock.lock();
    try {
      return openAlone(key, confirmed);
    } finally {
      lock.unlock();
    }
  }

  private Optional<Draft> openAlone(String key, Supplier<Confirmed> confirmed) throws IOException {
    expel(key);
    var draft =
        LocalDraft.open(
            file(key),
            () -> {
              var record = confirmed.get();
              var known = remembered(key);
              return new LocalDraft.Start(
                  record.length(), record.writer().equals(writer) ? known : null);
            },
            hash -> remember(key, hash));
    if (draft.isEmpty()) {
      return Optional.empty();
    }
    open.put(key, draft.get());
    return Optional.of(draft.get());
  }

  private void expel(String key) throws IOException {
    var before = open.remove(key);
    if (before != null) {
      before.close();
    }
  }

  private @Nullable RunningHash remembered(String key) {
    synchronized (hashes) {
      return hashes.remove(key);
    }
  }

  private void remember(String key, RunningHash hash) {
    synchronized (hashes) {
      hashes.put(key, hash);
    }
  }

  @Override
  public Blob seal(
      String key, long size, String sha256, String fileName, String mediaType, Instant sealedAt)
      throws IOException {
    expel(key);
    remembered(key);
    return storage.sealFile(
        file(key), key, new LocalDisk.Written(size, sha256), fileName, mediaType, sealedAt);
  }

  @Override
  public void delete(String key) throws IOException {
    expel(key);
    remembered(key);
    Files.deleteIfExists(file(key));
  }

  @Override
  public List<String> resting(Instant since) throws IOException {
    var keys = new ArrayList<String>();
    try (var files = Files.newDirectoryStream(folder)) {
      for (var file : files) {
        if (LocalDisk.isOlder(file, since)) {
          keys.add(file.getFileName().toString());
        }
      }
    }
    return keys;
  }

  @Override
  public long room() throws IOException {
    return Files.getFileStore(folder).getUsableSpace();
  }

  private Path file(String key) {
    return folder.resolve(key);
  }
}
