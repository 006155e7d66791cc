package dev.assay.bundle.codabench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/** The files of a bundle, as Codabench looks them up. */
final class BundleFiles implements AutoCloseable {
  private final ZipFile zip;
  private final Set<String> names = new TreeSet<>();

  BundleFiles(Path bundle) throws IOException {
    zip = new ZipFile(bundle.toFile());
    zip.stream().map(ZipEntry::getName).forEach(names::add);
  }

  String text(String name) {
    return new String(
        bytes(name, "Unable to find page: ", Integer.MAX_VALUE), StandardCharsets.UTF_8);
  }

  String page(String file) {
    String text = text(file);
    Refused.unless(!text.isEmpty(), "Page '" + file + "' is empty, it must contain content.");
    return text.strip();
  }

  /** PNG, JPEG, GIF or WebP, by their first bytes. */
  void requirePicture(String name) {
    byte[] bytes = bytes(name, "Could not find image: ", 4);
    String head = new String(bytes, StandardCharsets.ISO_8859_1);
    Refused.unless(
        head.startsWith("\u0089PNG")
            || head.startsWith("\u00FF\u00D8")
            || head.startsWith("GIF8")
            || head.startsWith("RIFF"),
        "Please upload a valid image.");
  }

  private byte[] bytes(String name, String ifNone, int most) {
    ZipEntry entry = zip.getEntry(name);
    if (entry == null || entry.isDirectory()) {
      throw new Refused(ifNone + name);
    }
    try (var content = zip.getInputStream(entry)) {
      return content.readNBytes(most);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Null where none is named. A file wins over a folder, a folder over a key. */
  @Nullable String part(YamlMapping item, String key) {
    if (!item.has(key)) {
      return null;
    }
    if (!(item.get(key) instanceof String value)) {
      throw new Refused("join() argument must be str, not " + item.get(key));
    }
    Refused.unless(
        !value.startsWith("/") && !value.contains(".."), "reads the site's own files: " + value);
    String folder = value.endsWith("/") ? value : value + "/";
    if (names.contains(value)) {
      return "file " + value;
    }
    if (value.equals(".") || names.stream().anyMatch(name -> name.startsWith(folder))) {
      return "folder " + value;
    }
    try {
      return "key " + UUID.fromString(value);
    } catch (IllegalArgumentException e) {
      throw new Refused("Cannot find dataset: " + value);
    }
  }

  @Override
  public void close() throws IOException {
    zip.close();
  }
}
