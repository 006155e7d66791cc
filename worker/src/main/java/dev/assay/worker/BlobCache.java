package dev.assay.worker;

import dev.assay.bundle.archive.DeleteTree;
import dev.assay.contract.BlobLink;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Files of the site by the hash of their content, fetched and unpacked once and shared by all runs.
 *
 * <p>Invariants: a folder named by a hash is complete, because it gets that name last; what is
 * pinned is never deleted; the sizes of what nobody uses stay below the budget.
 */
final class BlobCache {
  private static final Logger log = LoggerFactory.getLogger(BlobCache.class);
  private static final String DRAFT = ".draft-";

  private final Path folder;
  private final long budget;
  private final Transfer transfer;
  private final Clock clock;
  private final Map<String, Entry> entries = new HashMap<>();

  private static final class Entry {
    final ReentrantLock filling = new ReentrantLock();
    // Guarded by the cache.
    int pins;
    Instant used = Instant.EPOCH;
    long size;
    boolean complete;
  }

  BlobCache(Path folder, long budget, Transfer transfer, Clock clock) throws IOException {
    this.folder = Files.createDirectories(folder);
    this.budget = budget;
    this.transfer = transfer;
    this.clock = clock;
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
    takeStock();
  }

  private void takeStock() throws IOException {
    try (var children = Files.newDirectoryStream(folder)) {
      for (Path child : children) {
        var size = child.resolve("size");
        if (child.getFileName().toString().startsWith(".") || !Files.exists(size)) {
          DeleteTree.delete(child);
          continue;
        }
        var entry = new Entry();
        entry.complete = true;
        entry.size = Long.parseLong(Files.readString(size).strip());
        entry.used = Files.getLastModifiedTime(size).toInstant();
        entries.put(child.getFileName().toString(), entry);
      }
    }
  }

  /** A tree that stays in the cache until it is closed. */
  record Pinned(Path tree, boolean wasCached, Runnable release) implements AutoCloseable {
    @Override
    public void close() {
      release.run();
    }
  }

  /**
   * The unpacked content of a link, fetched if it is not here yet.
   *
   * @param submission whether a participant sent it, for its limits and for whose fault it is
   * @param wanted asked between tries
   */
  Pinned get(BlobLink link, boolean submission, BooleanSupplier wanted)
      throws FetchFailed, IOException, InterruptedException {
    return get(link.sha256(), draft -> new Fetch(transfer, draft).run(link, submission, wanted));
  }

  /** Brings what is not here yet. */
  @FunctionalInterface
  interface Source {

    /** Fills the folder {@code tree} in a folder that is there; returns how many bytes it takes. */
    long fill(Path draft) throws FetchFailed, IOException, InterruptedException;
  }

  /**
   * The tree of that name, from the source if it is not here yet.
   *
   * @param name a file's name that never stands for anything else
   */
  Pinned get(String name, Source source) throws FetchFailed, IOException, InterruptedException {
    var entry = pin(name);
    boolean done = false;
    try {
      boolean cached = fill(entry, name, source);
      done = true;
      return new Pinned(folder.resolve(name).resolve("tree"), cached, () -> unpin(name, entry));
    } finally {
      if (!done) {
        unpin(name, entry);
      }
    }
  }

  private boolean fill(Entry entry, String name, Source source)
      throws FetchFailed, IOException, InterruptedException {
    entry.filling.lockInterruptibly();
    try {
      if (isComplete(entry)) {
        return true;
      }
      var draft = Files.createTempDirectory(folder, DRAFT);
      try {
        long size = source.fill(draft);
        publish(entry, draft, name, size);
      } finally {
        DeleteTree.delete(draft);
      }
      evict();
      return false;
    } finally {
      entry.filling.unlock();
    }
  }

  private void publish(Entry entry, Path draft, String hash, long size) throws IOException {
    Files.writeString(draft.resolve("size"), Long.toString(size));
    Files.move(draft, folder.resolve(hash));
    synchronized (this) {
      entry.size = size;
      entry.complete = true;
    }
  }

  private synchronized boolean isComplete(Entry entry) {
    return entry.complete;
  }

  private synchronized Entry pin(String hash) {
    var entry = entries.computeIfAbsent(hash, _ -> new Entry());
    entry.pins++;
    entry.used = clock.instant();
    return entry;
  }

  private void unpin(String hash, Entry entry) {
    synchronized (this) {
      entry.pins--;
      entry.used = clock.instant();
      if (!entry.complete && entry.pins == 0) {
        entries.remove(hash, entry);
      }
    }
    evict();
  }

  /** Deletes what was used longest ago until the rest fits. */
  private void evict() {
    for (var victim = victim(); victim.isPresent(); victim = victim()) {
      try {
        DeleteTree.delete(victim.get());
      } catch (IOException e) {
        log.warn("Could not delete {}; the next start does.", victim.get(), e);
      }
    }
  }

  // Renamed under the lock, so that whoever wants it again from now on fetches it anew.
  private synchronized Optional<Path> victim() {
    long total = entries.values().stream().mapToLong(entry -> entry.size).sum();
    if (total <= budget) {
      return Optional.empty();
    }
    return entries.entrySet().stream()
        .filter(entry -> entry.getValue().pins == 0)
        .min(Comparator.comparing(entry -> entry.getValue().used))
        .map(entry -> setAside(entry.getKey()));
  }

  private Path setAside(String hash) {
    entries.remove(hash);
    var aside = folder.resolve(DRAFT + hash + "-" + System.nanoTime());
    try {
      return Files.move(folder.resolve(hash), aside);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException("Could not evict " + hash, e);
    }
  }

  synchronized boolean holds(String hash) {
    var entry = entries.get(hash);
    return entry != null && entry.complete;
  }
}
