package dev.assay.bundle.codabench;

/** What Codabench does not import, in its own words, or near them. */
final class Refused extends RuntimeException {
  private static final long serialVersionUID = 1L;

  Refused(String message) {
    super(message);
  }

  static void unless(boolean holds, String message) {
    if (!holds) {
      throw new Refused(message);
    }
  }
}
