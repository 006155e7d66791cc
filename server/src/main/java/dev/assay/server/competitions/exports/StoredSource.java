package dev.assay.server.competitions.exports;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.assay.bundle.Finding;
import dev.assay.bundle.archive.ArchiveLimits;
import dev.assay.bundle.archive.BundleSource;
import dev.assay.bundle.archive.SourceEntry;
import dev.assay.bundle.competition.CompetitionDefinition;
import dev.assay.bundle.competition.PageDefinition;
import dev.assay.bundle.writing.DefinitionYaml;
import dev.assay.server.kernel.BlobId;
import dev.assay.server.storage.Blob;
import dev.assay.server.storage.Storage;
import java.io.ByteArrayInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Base64;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A bundle whose files lie in the storage, one by one: as good as the zip of the same files,
 * without making it. The checker reads it like any other bundle.
 */
public final class StoredSource implements BundleSource {
  /** What stands for the logo of a competition that has none, since bundles must have one. */
  public static final String NO_LOGO = "no-logo.png";

  private static final byte[] PIXEL =
      Base64.getDecoder()
          .decode(
              "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==");

  private final Storage storage;
  private final TreeMap<String, SourceEntry> entries = new TreeMap<>();
  private final Map<String, byte[]> texts = new LinkedHashMap<>();
  private final Map<String, BlobId> files;

  private StoredSource(Storage storage, Map<String, String> texts, Map<String, BlobId> files) {
    this.storage = storage;
    this.files = Map.copyOf(files);
    texts.forEach((path, text) -> put(path, text.getBytes(UTF_8)));
    if (texts.values().stream().anyMatch(text -> text.contains(NO_LOGO))) {
      put(NO_LOGO, PIXEL);
    }
    files.forEach((path, blob) -> add(path, storage.find(blob).map(Blob::size).orElse(0L)));
  }

  /** The bundle of a state, with its {@code competition.yaml}. */
  public static StoredSource of(CompetitionState state, Storage storage) {
    return new StoredSource(storage, allTexts(state.definition()), state.files());
  }

  /**
   * A bundle put together from what is at hand.
   *
   * @param texts by path, {@code competition.yaml} among them
   * @param files by path
   */
  public static StoredSource of(
      Map<String, String> texts, Map<String, BlobId> files, Storage storage) {
    return new StoredSource(storage, texts, files);
  }

  /** Pages and terms by the path of their file. */
  public static Map<String, String> texts(CompetitionDefinition definition) {
    var texts = new LinkedHashMap<String, String>();
    texts.put(definition.overview().terms().file(), definition.overview().terms().content());
    for (PageDefinition page : definition.overview().pages()) {
      texts.put(page.file(), page.content());
    }
    return texts;
  }

  /** The same with {@code competition.yaml}. */
  public static Map<String, String> allTexts(CompetitionDefinition definition) {
    var texts = new LinkedHashMap<String, String>();
    texts.put("competition.yaml", DefinitionYaml.write(definition));
    texts.putAll(texts(definition));
    return texts;
  }

  /** Where a file is stored; null for a text. */
  public @Nullable BlobId blob(String path) {
    return files.get(path);
  }

  private void put(String path, byte[] bytes) {
    texts.put(path, bytes);
    add(path, bytes.length);
  }

  private void add(String path, long size) {
    entries.put(path, new SourceEntry(path, false, size, false));
    for (var slash = path.lastIndexOf('/'); slash > 0; slash = path.lastIndexOf('/', slash - 1)) {
      var folder = path.substring(0, slash);
      entries.putIfAbsent(folder, new SourceEntry(folder, true, 0, false));
    }
  }

  @Override
  public String name() {
    return "competition";
  }

  @Override
  public List<Finding> findings() {
    return List.of();
  }

  @Override
  public Collection<SourceEntry> entries() {
    return entries.values();
  }

  @Override
  public Optional<SourceEntry> entry(String path) {
    return Optional.ofNullable(entries.get(path));
  }

  @Override
  public InputStream open(String path) throws IOException {
    var text = texts.get(path);
    return text != null ? new ByteArrayInputStream(text) : storage.open(file(path));
  }

  @Override
  public BundleSource nested(String path, ArchiveLimits limits) throws IOException {
    return BundleSource.openZip(storage.localFile(file(path)), path, limits);
  }

  private BlobId file(String path) throws FileNotFoundException {
    var blob = files.get(path);
    if (blob == null) {
      throw new FileNotFoundException("no file '" + path + "' in " + name());
    }
    return blob;
  }

  @Override
  public void close() {
    // The storage stays open.
  }
}
