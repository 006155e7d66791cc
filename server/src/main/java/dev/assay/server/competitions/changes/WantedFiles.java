package dev.assay.server.competitions.changes;

import dev.assay.bundle.archive.ArchiveLimits;
import dev.assay.bundle.archive.BundleSource;
import dev.assay.bundle.archive.FolderZip;
import dev.assay.bundle.archive.SourceEntry;
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
import java.util.Optional;
import java.util.function.Consumer;
import org.springframework.stereotype.Component;

/**
 * Stores the files of what is wanted: what the competition has already, and what is stored already,
 * is not stored again. Folders become zips.
 */
@Component
final class WantedFiles {
  private static final long MAX_OPENED = 512L << 20;

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
    try (var zips = new EqualZips(storage, current.files().values())) {
      var byHash = new HashMap<String, BlobId>();
      current
          .files()
          .values()
          .forEach(blob -> byHash.put(storage.find(blob).orElseThrow().sha256(), blob));
      return store(wanted, content, new Known(byHash, zips), progress);
    }
  }

  /** What is stored already: by hash, and by what it unpacks to. */
  private record Known(Map<String, BlobId> byHash, EqualZips zips) {}

  private CompetitionState store(
      CompetitionDefinition wanted, BundleSource content, Known known, Consumer<String> progress)
      throws IOException {
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

  private BlobId file(BundleSource content, String path, Known known) throws IOException {
    if (content instanceof StoredSource stored) {
      var blob = stored.blob(path);
      if (blob != null) {
        return blob;
      }
    }
    var same = known.byHash().get(hash(() -> content.open(path)));
    var equal = same == null ? equalZip(content, path, known) : Optional.of(same);
    return equal.isPresent() ? equal.get() : put(() -> content.open(path), lastPart(path), known);
  }

  /** Larger ones are compared by their bytes alone: to compare what is in them takes a copy. */
  private static Optional<BlobId> equalZip(BundleSource content, String path, Known known)
      throws IOException {
    var size = content.entry(path).map(SourceEntry::size).orElse(0L);
    if (size > MAX_OPENED || !beginsLikeZip(content, path)) {
      return Optional.empty();
    }
    try (var zip = content.nested(path, ArchiveLimits.forBundles())) {
      return known.zips().of(zip);
    }
  }

  private static boolean beginsLikeZip(BundleSource content, String path) throws IOException {
    try (var bytes = content.open(path)) {
      var head = bytes.readNBytes(2);
      return head.length == 2 && head[0] == 'P' && head[1] == 'K';
    }
  }

  private BlobId folder(BundleSource content, String path, String name, Known known)
      throws IOException {
    var equal = known.zips().of(content.within(path));
    if (equal.isPresent()) {
      return equal.get();
    }
    var zip = folder.fresh();
    FolderZip.write(content.within(path), zip);
    try {
      var same = known.byHash().get(hash(() -> Files.newInputStream(zip)));
      return same == null ? put(() -> Files.newInputStream(zip), lastPart(name), known) : same;
    } finally {
      Files.delete(zip);
    }
  }

  /** A content that can be read twice: to hash it, and to store it where it is new. */
  private interface Content {
    InputStream open() throws IOException;
  }

  private BlobId put(Content content, String fileName, Known known) throws IOException {
    try (var bytes = content.open()) {
      var stored = storage.store(bytes, fileName, mediaType(content, fileName));
      known.byHash().put(stored.sha256(), stored.id());
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
