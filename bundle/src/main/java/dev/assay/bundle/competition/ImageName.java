package dev.assay.bundle.competition;

import java.util.regex.Pattern;

/** The names of images as engines take them: {@code registry:5000/vendor/tool:1.0@sha256:...}. */
final class ImageName {
  private static final String WORD = "[a-z0-9]+(?:(?:\\.|_|__|-+)[a-z0-9]+)*";
  private static final Pattern NAME =
      Pattern.compile(
          WORD
              + "(?:/"
              + WORD
              + ")*(?::[A-Za-z0-9_][A-Za-z0-9_.-]{0,127})?"
              + "(?:@[A-Za-z][A-Za-z0-9+._-]*:[0-9a-fA-F]{32,128})?");
  private static final Pattern HOST =
      Pattern.compile("(?:[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?)(?::[0-9]{1,5})?");

  private ImageName() {}

  /** Whether an engine could look for an image of this name at all. */
  static boolean isWellFormed(String image) {
    int slash = image.indexOf('/');
    String first = image.substring(0, Math.max(0, slash));
    boolean isHost =
        first.indexOf('.') >= 0 || first.indexOf(':') >= 0 || first.equals("localhost");
    return isHost
        ? HOST.matcher(first).matches() && NAME.matcher(image.substring(slash + 1)).matches()
        : NAME.matcher(image).matches();
  }

  /** Whether it says which of the images of its name: by a tag or a digest. */
  static boolean isExact(String image) {
    String last = image.substring(image.lastIndexOf('/') + 1);
    return last.contains(":") || last.contains("@");
  }
}
