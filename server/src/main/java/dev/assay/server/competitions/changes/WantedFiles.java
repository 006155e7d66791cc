package dev.assay.server.competitions.changes;

import dev.assay.bundle.archive.BundleSource;
import dev.assay.bundle.archive.FolderZip;
import dev.assay.bundle.competition.BundleReference;
import dev.assay.bundle.competition.BundleReference.BundleFile;
import dev.assay.bundle.competition.BundleReference.BundleFolder;
import dev.assay.bundle.competition.BundleReference.DatasetKey;
import dev.assay.bundle.competition.CompetitionDefinition;
import dev.assay.bundle.writing.References;
import dev.assay.contract.Sha256;
import dev.assay.server.competitions.exports.CompetitionState;
import dev.assay.server.competitions.exports.StoredSource;
import dev.assay.server.competitions.imports.ImportFolder;
import dev.assay.server.competitions.imports.PictureType;
import dev.assay.server.kernel.BlobId;
import dev.assay.server.storage.Storage;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.springframework.stereotype.Component;

/**
 * Stores the files of what is wanted: what the competition has already, and what is stored already,
 * is not stored again. Folders become zips.
 */
@Component
final class WantedFiles {
  private final Storage storage;
  private final ImportFolder folder;

  WantedFiles(Storage storage, ImportFolder folder) {
    this.storage = storage;
    this.folder = folder;
  }

  /**
   * The state that is wanted, with all its files stored.
   *
   * @param content what the definition's paths start from, still open
   * @param progress is told what is done, in words
   */
  CompetitionState store(
      CompetitionDefinition wanted,
      BundleSource content,
      CompetitionState current,
      Consumer<String> progress)
      throws IOException {
    var known = new HashMap<String, BlobId>();
    current
        .files()
        .values()
        .forEach(blob -> known.put(storage.find(blob).orElseThrow().sha256(), blob));
    var files = new HashMap<String, BlobId>();
    var paths = new HashMap<BundleReference, BundleReference>();
    var references = References.in(wanted);
    for (var reference : references) {
      progress.accept("Storing file %d of %d".formatted(paths.size() + 1, references.size()));
      switch (reference) {
        case DatasetKey key -> paths.put(key, key);
        case BundleFile(var path) -> {
          paths.put(reference, reference);
          if (!path.equals(StoredSource.NO_LOGO)) {
            files.put(path, file(content, path, known));
          }
        }
        case BundleFolder(var path) -> {
          var zip = freeName(content, path, files);
          paths.put(reference, new BundleFile(zip));
          files.put(zip, folder(content, path, zip, known));
        }
      }
    }
    return new CompetitionState(References.mapped(wanted, paths::get), files);
  }

  /** A name that no file of the bundle has. */
  private static String freeName(BundleSource content, String path, Map<String, BlobId> files) {
    var base = path.isEmpty() ? "bundle" : path;
    var name = base + ".zip";
    for (var number = 2; content.entry(name).isPresent() || files.containsKey(name); number++) {
      name = base + "-" + number + ".zip";
    }
    return name;
  }

  private BlobId file(BundleSource content, String path, Map<String, BlobId> known)
      throws IOException {
    if (content instanceof StoredSource stored) {
      var blob = stored.blob(path);
      if (blob != null) {
        return blob;
      }
    }
    return store(() -> content.open(path), lastPart(path), known);
  }

  private BlobId folder(BundleSource content, String path, String name, Map<String, BlobId> known)
      throws IOException {
    var zip = folder.fresh();
    FolderZip.write(content.within(path), zip);
    try {
      return store(() -> Files.newInputStream(zip), lastPart(name), known);
    } finally {
      Files.delete(zip);
    }
  }

  /** A content that can be read twice: to hash it, and to store it where it is new. */
  private interface Content {
    InputStream open() throws IOException;
  }

  private BlobId store(Content content, String fileName, Map<String, BlobId> known)
      throws IOException {
    var blob = known.get(hash(content));
    if (blob != null) {
      return blob;
    }
    try (var bytes = content.open()) {
      var stored = storage.store(bytes, fileName, mediaType(content, fileName));
      known.put(stored.sha256(), stored.id());
      return stored.id();
    }
  }

  private static String hash(Content content) throws IOException {
    try (var bytes = new DigestInputStream(content.open(), Sha256.fresh())) {
      bytes.transferTo(OutputStream.nullOutputStream());
      return Sha256.hex(bytes.getMessageDigest());
    }
  }

  private static String mediaType(Content content, String fileName) throws IOException {
    try (var bytes = content.open()) {
      return PictureType.of(bytes.readNBytes(PictureType.HEAD))
          .orElseGet(
              () -> fileName.endsWith(".zip") ? "application/zip" : "application/octet-stream");
    }
  }

  private static String lastPart(String path) {
    return Path.of(path).getFileName().toString();
  }
}
