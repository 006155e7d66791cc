package dev.assay.worker;

import dev.assay.bundle.Finding;
import dev.assay.bundle.archive.ArchiveLimits;
import dev.assay.bundle.archive.BundleSource;
import dev.assay.bundle.archive.FolderZip;
import dev.assay.contract.AttemptResult.StoredObject;
import dev.assay.contract.RunOrder.UploadLink;
import dev.assay.contract.UploadKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * Brings an attempt's files to storage, each on a thread of its own, so that predictions travel
 * while they are scored.
 */
final class Uploads implements AutoCloseable {
  private final Map<UploadKind, UploadLink> links;
  private final Path folder;
  private final Transfer transfer;
  private final BooleanSupplier wanted;
  private final Consumer<String> say;
  private final List<String> notKept = new ArrayList<>();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Map<UploadKind, Future<StoredObject>> begun = new EnumMap<>(UploadKind.class);

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

  /**
   * Zips a folder and stores it, if the order wants it.
   *
   * @param then told once it is stored
   */
  void beginZip(UploadKind kind, Path tree, Stored then) {
    begin(
        kind,
        then,
        () -> {
          var zip = folder.resolve(kind.name().toLowerCase(Locale.ROOT) + ".zip");
          try (var source = BundleSource.open(tree, ArchiveLimits.forBundles())) {
            source.findings().stream().map(Finding::message).forEach(this::warn);
            FolderZip.write(source, zip);
          }
          return zip;
        });
  }

  /** Stores a file as it is, if the order wants it. */
  void beginFile(UploadKind kind, Path file) {
    begin(kind, stored -> {}, () -> file);
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

  private synchronized void begin(UploadKind kind, Stored then, Content content) {
    var link = links.get(kind);
    if (link != null) {
      begun.put(
          kind,
          threads.submit(
              () -> {
                var object = store(kind, content.make(), link);
                then.stored(object);
                return object;
              }));
    }
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
    return new StoredObject(content.length, Hashing.sha256(file), content);
  }

  /**
   * Waits for all of them.
   *
   * @throws Transfer.Failed if one could not be stored
   */
  Map<UploadKind, StoredObject> await() throws Transfer.Failed, IOException, InterruptedException {
    Map<UploadKind, Future<StoredObject>> waiting;
    synchronized (this) {
      waiting = new EnumMap<>(begun);
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
  }

  @Override
  public void close() {
    giveUp();
    threads.close();
  }
}
