package dev.assay.server.competitions.exports;

import dev.assay.server.kernel.BlobId;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Gives the files of a competition paths inside its bundle: a folder for each kind, the name that
 * the file was uploaded under, each content once.
 */
final class StatePaths {
  private static final Set<String> JUNK = Set.of(".ds_store", "thumbs.db", "__macosx");

  private final Map<BlobId, String> byBlob = new LinkedHashMap<>();
  private final Set<String> taken = new HashSet<>();

  StatePaths() {
    taken.addAll(Set.of("competition.yaml", "competition.yml", StoredSource.NO_LOGO));
  }

  /** The path of a stored file; the first use of a file decides on its folder. */
  String file(String folder, String name, BlobId blob) {
    return byBlob.computeIfAbsent(
        blob, _ -> free((folder.isEmpty() ? "" : folder + "/") + safe(name)));
  }

  /** The path of a text, named after its title. */
  String text(String folder, String title) {
    var words = title.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]+", "-");
    var slug = words.replaceAll("^-|-$", "");
    var cut = slug.substring(0, Math.min(60, slug.length()));
    return free((folder.isEmpty() ? "" : folder + "/") + (cut.isEmpty() ? "page" : cut) + ".md");
  }

  /** All stored files by their paths. */
  Map<String, BlobId> files() {
    var files = new HashMap<String, BlobId>();
    byBlob.forEach((blob, path) -> files.put(path, blob));
    return files;
  }

  /** Names that differ by case alone would be one file on some machines. */
  private String free(String path) {
    var dot = path.lastIndexOf('.');
    var end = dot > path.lastIndexOf('/') + 1 ? dot : path.length();
    var candidate = path;
    for (var number = 2; !taken.add(candidate.toLowerCase(Locale.ROOT)); number++) {
      candidate = path.substring(0, end) + "-" + number + path.substring(end);
    }
    return candidate;
  }

  /** Storage has taken away what no file system bears; archives bear a little less. */
  private static String safe(String name) {
    var plain = name.replaceAll("[/\\\\]", "_").strip();
    var isSpecial =
        plain.replace(".", "").isEmpty() || JUNK.contains(plain.toLowerCase(Locale.ROOT));
    return isSpecial ? "file" : plain;
  }
}
