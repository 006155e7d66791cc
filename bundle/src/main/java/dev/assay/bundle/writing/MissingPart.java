package dev.assay.bundle.writing;

import java.io.IOException;

/** A file that a competition names is not where its files come from; nothing was written. */
public final class MissingPart extends IOException {
  private static final long serialVersionUID = 1L;
  private final String path;

  public MissingPart(String path) {
    super("'" + path + "' is named by the competition, but there is no such file");
    this.path = path;
  }

  /** As the definition names it. */
  public String path() {
    return path;
  }
}
