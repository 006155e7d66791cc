package dev.assay.cli.supervision;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.stream.Stream;

/**
 * Classes as Java has loaded and linked them once, kept in a file (JEP 483), so that a program
 * starts in half the time. Nothing depends on it: a file that is missing, empty or older than a jar
 * is passed by, and so is one that another Java or another place was noted for beside it: from some
 * that do not fit Java does not start at all. A broken one Java leaves alone and says so.
 *
 * @param jars the folder of the program's jars, beside which the file lies
 */
record ClassCache(Path jars) {
  /** Set to {@code off}, programs start without. */
  static final String SWITCH = "ASSAY_CLASS_CACHE";

  Path file() {
    return jars.resolveSibling(jars.getFileName() + ".aot");
  }

  /** What it was made for: the words of Java's own {@code release} file, and where the jars lay. */
  Path note() {
    return jars.resolveSibling(jars.getFileName() + ".aot.for");
  }

  /** What to tell Java; nothing if there is no cache that fits. */
  List<String> options() {
    return "off".equals(System.getenv(SWITCH)) || !isUsable()
        ? List.of()
        : List.of("-XX:AOTCache=" + file());
  }

  private boolean isUsable() {
    try {
      if (!Files.isRegularFile(file()) || Files.size(file()) == 0 || !wasMadeForUs()) {
        return false;
      }
      FileTime made = Files.getLastModifiedTime(file());
      try (Stream<Path> all = Files.list(jars)) {
        return all.allMatch(jar -> isOlder(jar, made));
      }
    } catch (IOException | UncheckedIOException _) {
      return false;
    }
  }

  private boolean wasMadeForUs() throws IOException {
    var java = Files.readString(Path.of(System.getProperty("java.home"), "release"));
    return Files.isReadable(note())
        && Files.readString(note()).strip().equals(java.strip() + "\n" + jars);
  }

  private static boolean isOlder(Path jar, FileTime made) {
    try {
      return Files.getLastModifiedTime(jar).compareTo(made) <= 0;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
