package dev.assay.server.competitions.imports;

import dev.assay.bundle.archive.BundleSource;
import dev.assay.bundle.archive.ZipCopy;
import dev.assay.bundle.competition.BundleReference;
import dev.assay.bundle.competition.BundleReference.BundleFile;
import dev.assay.bundle.competition.BundleReference.BundleFolder;
import dev.assay.bundle.competition.BundleReference.DatasetKey;
import dev.assay.server.kernel.BlobId;
import dev.assay.server.storage.DraftStream;
import dev.assay.server.storage.Drafts;
import dev.assay.server.storage.Storage;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;

/**
 * Stores the files of a bundle one by one, each before the transaction that makes the competition,
 * since a transaction should not wait for gigabytes. What is stored is recorded at once: a try that
 * was interrupted is gone on with, not done again. Equal content is stored once.
 */
@Component
final class PartStore {
  private static final int BUFFER = 256 << 10;
  private static final Drafts.Confirmed NOTHING = new Drafts.Confirmed(0, "");

  private final Storage storage;
  private final Drafts drafts;
  private final JdbcImports imports;
  private final Clock clock;

  PartStore(Storage storage, Drafts drafts, JdbcImports imports, Clock clock) {
    this.storage = storage;
    this.drafts = drafts;
    this.imports = imports;
    this.clock = clock;
  }

  /** Stores what is not stored yet and says where all of it lies. */
  StoredParts store(ImportId id, BundleSource bundle, Set<BundleReference> references)
      throws IOException {
    var stored = new HashMap<>(imports.parts(id));
    var byHash = new HashMap<String, BlobId>();
    for (var blob : stored.values()) {
      byHash.put(storage.find(blob).orElseThrow().sha256(), blob);
    }
    var number = 0;
    for (var reference : references) {
      number++;
      var name = StoredParts.text(reference);
      if (!stored.containsKey(name)) {
        imports.progress(
            id, "Storing file %d of %d: %s".formatted(number, references.size(), name));
        var blob = store(bundle, reference, byHash);
        imports.recordPart(id, name, blob);
        stored.put(name, blob);
      }
    }
    return new StoredParts(stored);
  }

  private BlobId store(BundleSource bundle, BundleReference reference, Map<String, BlobId> byHash)
      throws IOException {
    return switch (reference) {
      case BundleFile(var path) ->
          store(
              target -> {
                try (var content = bundle.open(path)) {
                  content.transferTo(target);
                }
              },
              lastPart(path),
              byHash);
      case BundleFolder(var path) ->
          store(
              target -> ZipCopy.write(bundle.within(path), target),
              (path.isEmpty() ? "bundle" : lastPart(path)) + ".zip",
              byHash);
      case DatasetKey(var key) ->
          throw new IllegalArgumentException("Nothing is stored for the key " + key);
    };
  }

  private interface Content {
    void writeTo(OutputStream target) throws IOException;
  }

  /**
   * One pass: the content is hashed while it is written, and thrown away if it is there already.
   */
  private BlobId store(Content content, String fileName, Map<String, BlobId> byHash)
      throws IOException {
    var key = drafts.create();
    try (var draft = drafts.open(key, () -> NOTHING).orElseThrow()) {
      var target = new DraftStream(draft, PictureType.HEAD);
      var buffer = new BufferedOutputStream(target, BUFFER);
      content.writeTo(buffer);
      buffer.flush();
      var sha256 = draft.sha256();
      var known = byHash.get(sha256);
      if (known != null) {
        return known;
      }
      draft.force();
      var type = mediaType(target.head(), fileName);
      var blob = drafts.seal(key, draft.length(), sha256, fileName, type, clock.instant());
      byHash.put(sha256, blob.id());
      return blob.id();
    } finally {
      drafts.delete(key);
    }
  }

  private static String mediaType(byte[] head, String fileName) {
    return PictureType.of(head)
        .orElseGet(
            () ->
                fileName.toLowerCase(Locale.ROOT).endsWith(".zip")
                    ? "application/zip"
                    : "application/octet-stream");
  }

  private static String lastPart(String path) {
    return Path.of(path).getFileName().toString();
  }
}
