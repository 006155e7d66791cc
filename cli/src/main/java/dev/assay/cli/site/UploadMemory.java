package dev.assay.cli.site;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;

/**
 * Remembers in the user's cache which upload a file belongs to, so that the same command, started
 * again, goes on with it. Another file, a changed one, or another site is another upload.
 */
final class UploadMemory {
  private final Path note;

  private UploadMemory(Path note) {
    this.note = note;
  }

  static UploadMemory of(URI site, Path file, Map<String, String> about) throws IOException {
    var real = file.toRealPath();
    var key =
        String.join(
            "\n",
            site.toString(),
            real.toString(),
            Long.toString(Files.size(real)),
            Files.getLastModifiedTime(real).toString(),
            new TreeMap<>(about).toString());
    return new UploadMemory(
        folder().resolve(UUID.nameUUIDFromBytes(key.getBytes(UTF_8)).toString()));
  }

  private static Path folder() {
    var cache = System.getenv("XDG_CACHE_HOME");
    var root =
        cache == null || cache.isBlank()
            ? Path.of(System.getProperty("user.home"), ".cache")
            : Path.of(cache);
    return root.resolve("assay").resolve("uploads");
  }

  Optional<String> recall() {
    try {
      return Optional.of(Files.readString(note).strip());
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** As good as can be: without a place for it, only a restart of the command begins anew. */
  void remember(String upload) {
    try {
      Files.createDirectories(note.getParent());
      Files.writeString(note, upload);
    } catch (IOException e) {
      // The upload itself needs no memory.
    }
  }

  void forget() {
    try {
      Files.deleteIfExists(note);
    } catch (IOException e) {
      // What it says is no longer known to the site, which is noticed.
    }
  }
}
