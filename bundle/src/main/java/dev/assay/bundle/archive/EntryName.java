package dev.assay.bundle.archive;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** The name of an archive's entry, judged before it is used as a path. */
sealed interface EntryName {

  /** A name that stays inside; the path has no empty parts, no dots, no final slash. */
  record Inside(String path, boolean hadBackslash, boolean hadFinalSlash) implements EntryName {}

  /** A name that would leave the folder it is unpacked into, or that no file system could hold. */
  record Outside(String why) implements EntryName {}

  /** The root itself, which needs no entry. */
  record Root() implements EntryName {}

  Pattern DRIVE = Pattern.compile("^[A-Za-z]:.*", Pattern.DOTALL);
  Set<String> JUNK = Set.of(".DS_Store", "Thumbs.db", "Icon\r");
  int MAX_PART = 255;
  int MAX_PATH = 4000;

  /** Judges a name as it stands in the archive. */
  static EntryName of(String raw) {
    boolean hadBackslash = raw.indexOf('\\') >= 0;
    String name = raw.replace('\\', '/');
    if (name.indexOf('\0') >= 0) {
      return new Outside("contains a zero byte");
    }
    if (name.startsWith("/")) {
      return new Outside("is absolute");
    }
    if (DRIVE.matcher(name).matches()) {
      return new Outside("names a drive");
    }
    List<String> parts = new ArrayList<>();
    for (String part : name.split("/", -1)) {
      if (part.equals("..")) {
        return new Outside("contains '..'");
      }
      if (part.getBytes(StandardCharsets.UTF_8).length > MAX_PART) {
        return new Outside("has a part longer than " + MAX_PART + " bytes");
      }
      if (!part.isEmpty() && !part.equals(".")) {
        parts.add(part);
      }
    }
    if (parts.isEmpty()) {
      return new Root();
    }
    String path = String.join("/", parts);
    if (path.length() > MAX_PATH) {
      return new Outside("is longer than " + MAX_PATH + " characters");
    }
    return new Inside(path, hadBackslash, name.endsWith("/"));
  }

  /**
   * What operating systems leave in archives and nobody means to send. A folder of such a file's
   * name is somebody's own.
   */
  static boolean isJunk(String path, boolean isFolder) {
    return path.equals("__MACOSX")
        || path.startsWith("__MACOSX/")
        || (!isFolder && JUNK.contains(path.substring(path.lastIndexOf('/') + 1)));
  }
}
