package dev.assay.server.competitions.editor;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.assay.bundle.Finding;
import dev.assay.bundle.archive.ArchiveLimits;
import dev.assay.bundle.archive.BundleSource;
import dev.assay.bundle.archive.SourceEntry;
import dev.assay.server.storage.Storage;
import java.io.ByteArrayInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A draft seen as the bundle it will be: texts and files that the document does not name are left
 * out.
 */
final class DraftSource implements BundleSource {
  static final String DEFINITION = "competition.yaml";

  private final DraftContent content;
  private final Storage storage;
  private final Map<String, byte[]> texts = new TreeMap<>();
  private final Map<String, SourceEntry> entries = new TreeMap<>();

  DraftSource(DraftContent content, Storage storage) {
    this.content = content;
    this.storage = storage;
    texts.put(DEFINITION, DefinitionYaml.of(content.document()).getBytes(UTF_8));
    var named = content.words();
    content
        .texts()
        .forEach(
            (path, text) -> {
              if (named.contains(path)) {
                texts.put(path, text.getBytes(UTF_8));
              }
            });
    texts.forEach((path, bytes) -> add(path, bytes.length));
    content
        .files()
        .forEach(
            (path, blob) -> {
              if (named.contains(path)) {
                add(path, blob.size());
              }
            });
  }

  private void add(String path, long size) {
    entries.put(path, new SourceEntry(path, false, size, false));
    for (var at = path.lastIndexOf('/'); at > 0; at = path.lastIndexOf('/', at - 1)) {
      var folder = path.substring(0, at);
      entries.putIfAbsent(folder, new SourceEntry(folder, true, 0, false));
    }
  }

  @Override
  public String name() {
    return "draft";
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
    if (text != null) {
      return new ByteArrayInputStream(text);
    }
    var blob = content.files().get(path);
    if (blob == null) {
      throw new FileNotFoundException("The draft has no file " + path);
    }
    return storage.open(blob.id());
  }

  @Override
  public BundleSource nested(String path, ArchiveLimits limits) throws IOException {
    var blob = content.files().get(path);
    if (blob != null) {
      return BundleSource.openZip(storage.localFile(blob.id()), path, limits);
    }
    // A text where a zip is needed: opened only to be told so.
    var copy = Files.createTempFile("draft", ".txt");
    try (var bytes = open(path)) {
      Files.write(copy, bytes.readAllBytes());
      return BundleSource.openZip(copy, path, limits);
    } finally {
      Files.delete(copy);
    }
  }

  @Override
  public void close() {
    // Nothing is held open between reads.
  }
}
