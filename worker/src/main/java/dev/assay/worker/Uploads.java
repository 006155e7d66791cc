package dev.assay.worker;

import dev.assay.bundle.Finding;
import dev.assay.bundle.archive.ArchiveLimits;
import dev.assay.bundle.archive.BundleSource;
import dev.assay.bundle.archive.FolderZip;
import dev.assay.contract.AttemptResult.StoredObject;
import dev.assay.contract.RunOrder.UploadLink;
import dev.assay.contract.Sha256;
import dev.assay.contract.UploadKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Brings an attempt's files to storage, each on a thread of its own, so that predictions travel
 * while they are scored.
 */
final class Uploads implements AutoCloseable {
  /**
   * A run that ends so soon after an object was stored says so in its report, and needs no call of
   * its own for it.
   */
  private static final Duration SOON = Duration.ofSeconds(1);

  private final Map<UploadKind, UploadLink> links;
  private final Path folder;
  private final Transfer transfer;
  private final BooleanSupplier wanted;
  private final Consumer<String> say;
  private final List<String> notKept = new ArrayList<>();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Map<UploadKind, Future<StoredObject>> begun = new EnumMap<>(UploadKind.class);
  private final List<Future<?>> notes = new ArrayList<>();
  private final CountDownLatch over = new CountDownLatch(1);

  /** Larger than the site takes: not kept, but no reason to fail. */
  private static final class TooLarge extends Exception {
    private static final long serialVersionUID = 1L;

    TooLarge(String message) {
      super(message);
    }
  }

  /**
   * @param wanted whether it is still worth trying
   * @param say hears what is not kept
   */
  Uploads(
      Map<UploadKind, UploadLink> links,
      Path folder,
      Transfer transfer,
      BooleanSupplier wanted,
      Consumer<String> say) {
    this.links = links;
    this.folder = folder;
    this.transfer = transfer;
    this.wanted = wanted;
    this.say = say;
  }

  /** Zips a folder and stores it, if the order wants it. */
  void beginZip(UploadKind kind, Path tree) {
    var _ = zip(kind, tree);
  }

  private @Nullable Future<StoredObject> zip(UploadKind kind, Path tree) {
    return begin(
        kind,
        () -> {
          var zip = folder.resolve(kind.name().toLowerCase(Locale.ROOT) + ".zip");
          try (var source = BundleSource.open(tree, ArchiveLimits.forBundles())) {
            source.findings().stream().map(Finding::message).forEach(this::warn);
            FolderZip.write(source, zip);
          }
          return zip;
        });
  }

  /**
   * The same, for a run that goes on.
   *
   * @param then told once it is stored, if the run has not ended shortly after
   */
  synchronized void beginZip(UploadKind kind, Path tree, Stored then) {
    var object = zip(kind, tree);
    if (object != null) {
      notes.add(threads.submit(() -> tell(object, then)));
    }
  }

  private @Nullable Void tell(Future<StoredObject> upload, Stored then)
      throws InterruptedException {
    StoredObject object;
    try {
      object = upload.get();
    } catch (ExecutionException | CancellationException _) {
      return null; // Whoever waits for all of them learns why.
    }
    if (!over.await(SOON.toMillis(), TimeUnit.MILLISECONDS)) {
      then.stored(object);
    }
    return null;
  }

  /** Stores a file as it is, if the order wants it. */
  void beginFile(UploadKind kind, Path file) {
    var _ = begin(kind, () -> file);
  }

  /** Hears that an object lies in storage. */
  @FunctionalInterface
  interface Stored {
    void stored(StoredObject object) throws InterruptedException;
  }

  @FunctionalInterface
  private interface Content {
    Path make() throws IOException;
  }

  /** Null if the order does not want it. */
  private synchronized @Nullable Future<StoredObject> begin(UploadKind kind, Content content) {
    var link = links.get(kind);
    if (link == null) {
      return null;
    }
    var object = threads.submit(() -> store(kind, content.make(), link));
    begun.put(kind, object);
    return object;
  }

  private StoredObject store(UploadKind kind, Path file, UploadLink link)
      throws TooLarge, Transfer.Failed, IOException, InterruptedException {
    long size = Files.size(file);
    if (size > link.maxBytes()) {
      throw new TooLarge(
          "%s of %,d bytes is larger than the %,d that the site takes, and was not kept."
              .formatted(kind, size, link.maxBytes()));
    }
    return size <= link.maxEnclosed() ? enclosed(file) : transfer.store(file, link, wanted);
  }

  /** Comes with the report, which is sent until it is taken. */
  private static StoredObject enclosed(Path file) throws IOException {
    var content = Files.readAllBytes(file);
    return new StoredObject(content.length, Sha256.hex(file), content);
  }

  /**
   * Waits for all of them. The run has ended.
   *
   * @throws Transfer.Failed if one could not be stored
   */
  Map<UploadKind, StoredObject> await() throws Transfer.Failed, IOException, InterruptedException {
    over.countDown();
    Map<UploadKind, Future<StoredObject>> waiting;
    List<Future<?>> told;
    synchronized (this) {
      waiting = new EnumMap<>(begun);
      told = List.copyOf(notes);
    }
    // The report comes after what was said before it.
    for (var note : told) {
      awaitQuietly(note);
    }
    var stored = new EnumMap<UploadKind, StoredObject>(UploadKind.class);
    for (var upload : waiting.entrySet()) {
      try {
        stored.put(upload.getKey(), upload.getValue().get());
      } catch (CancellationException e) {
        throw new Transfer.Failed("The upload was given up");
      } catch (ExecutionException e) {
        switch (e.getCause()) {
          case TooLarge tooLarge -> warn(String.valueOf(tooLarge.getMessage()));
          case Transfer.Failed failed -> throw failed;
          case IOException failed -> throw failed;
          case null, default -> throw new IllegalStateException(e.getCause());
        }
      }
    }
    return stored;
  }

  private static void awaitQuietly(Future<?> note) throws InterruptedException {
    try {
      note.get();
    } catch (CancellationException _) {
      return;
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    }
  }

  /** What the organiser should know is missing. */
  List<String> notKept() {
    synchronized (notKept) {
      return List.copyOf(notKept);
    }
  }

  private void warn(String warning) {
    synchronized (notKept) {
      notKept.add(warning);
    }
    say.accept(warning);
  }

  /** Gives up what is under way. */
  synchronized void giveUp() {
    begun.values().forEach(upload -> upload.cancel(true));
    notes.forEach(note -> note.cancel(true));
  }

  @Override
  public void close() {
    giveUp();
    threads.close();
  }
}
