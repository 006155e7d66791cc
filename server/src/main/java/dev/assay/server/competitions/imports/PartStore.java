package dev.assay.server.competitions.imports;

import dev.assay.bundle.archive.BundleSource;
import dev.assay.bundle.archive.FolderZip;
import dev.assay.bundle.competition.BundleReference;
import dev.assay.bundle.competition.BundleReference.BundleFile;
import dev.assay.bundle.competition.BundleReference.BundleFolder;
import dev.assay.bundle.competition.BundleReference.DatasetKey;
import dev.assay.server.kernel.BlobId;
import dev.assay.server.storage.Storage;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
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
  private final Storage storage;
  private final JdbcImports imports;
  private final ImportFolder folder;

  PartStore(Storage storage, JdbcImports imports, ImportFolder folder) {
    this.storage = storage;
    this.imports = imports;
    this.folder = folder;
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
      case BundleFile(var path) -> store(() -> bundle.open(path), lastPart(path), byHash);
      case BundleFolder(var path) -> {
        var zip = folder.fresh();
        FolderZip.write(bundle.within(path), zip);
        try {
          var name = path.isEmpty() ? "bundle" : lastPart(path);
          yield store(() -> Files.newInputStream(zip), name + ".zip", byHash);
        } finally {
          Files.delete(zip);
        }
      }
      case DatasetKey(var key) ->
          throw new IllegalArgumentException("Nothing is stored for the key " + key);
    };
  }

  /** A content that can be read twice: to hash it, and to store it where it is new. */
  private interface Content {
    InputStream open() throws IOException;
  }

  private BlobId store(Content content, String fileName, Map<String, BlobId> byHash)
      throws IOException {
    var hash = hash(content);
    var known = byHash.get(hash);
    if (known != null) {
      return known;
    }
    try (var bytes = content.open()) {
      var blob = storage.store(bytes, Long.MAX_VALUE, fileName, mediaType(content, fileName));
      byHash.put(blob.sha256(), blob.id());
      return blob.id();
    } catch (Storage.TooLarge e) {
      throw new IOException("The storage has a limit of its own", e);
    }
  }

  private static String hash(Content content) throws IOException {
    try (var bytes = new DigestInputStream(content.open(), sha256())) {
      bytes.transferTo(OutputStream.nullOutputStream());
      return HexFormat.of().formatHex(bytes.getMessageDigest().digest());
    }
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256", e);
    }
  }

  private static String mediaType(Content content, String fileName) throws IOException {
    try (var bytes = content.open()) {
      var picture = PictureType.of(bytes.readNBytes(PictureType.HEAD));
      if (picture.isPresent()) {
        return picture.get();
      }
    }
    return fileName.toLowerCase(Locale.ROOT).endsWith(".zip")
        ? "application/zip"
        : "application/octet-stream";
  }

  private static String lastPart(String path) {
    return Path.of(path).getFileName().toString();
  }
}
