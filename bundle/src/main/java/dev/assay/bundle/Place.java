package dev.assay.bundle;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where something was found. Lines and columns count from 1; 0 means the place has none.
 *
 * @param file name inside the bundle; a file inside a nested zip reads {@code
 *     program.zip!metadata.yaml}
 * @param path key path in the document, such as {@code phases[0].start}
 * @param quote the line of text the place is on
 */
public record Place(
    @Nullable String file, int line, int column, @Nullable String path, @Nullable String quote) {

  private static final Place NOWHERE = new Place(null, 0, 0, null, null);

  public Place {
    if (line < 0 || column < 0) {
      throw new IllegalArgumentException("line and column count from 1: " + line + ":" + column);
    }
  }

  /** No place in particular. */
  public static Place nowhere() {
    return NOWHERE;
  }

  /** A file as a whole. */
  public static Place in(String file) {
    return new Place(file, 0, 0, null, null);
  }

  /** A position in a text, its line quoted. */
  public static Place at(String file, List<String> lines, int line, int column) {
    String quote = line >= 1 && line <= lines.size() ? lines.get(line - 1) : null;
    return new Place(file, line, column, null, quote);
  }

  /** The same place with the key path of the document. */
  public Place withPath(String newPath) {
    return new Place(file, line, column, newPath.isEmpty() ? null : newPath, quote);
  }

  /**
   * File, line, column and key, {@code competition.yaml:12:5 phases[0].start}; empty for nowhere.
   */
  public String text() {
    var words = new StringBuilder();
    if (file != null) {
      words.append(file);
      if (line > 0) {
        words.append(':').append(line);
      }
      if (line > 0 && column > 0) {
        words.append(':').append(column);
      }
    }
    if (path != null) {
      words.append(words.isEmpty() ? "" : " ").append(path);
    }
    return words.toString();
  }

  /** The same place seen from outside the archive or folder it lies in. */
  public Place inside(String container) {
    return new Place(file == null ? container : container + file, line, column, path, quote);
  }
}
