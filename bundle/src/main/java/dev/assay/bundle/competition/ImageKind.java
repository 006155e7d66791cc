package dev.assay.bundle.competition;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** The kinds of pictures that a logo may be, told by their first bytes. */
public enum ImageKind {
  JPEG("image/jpeg"),
  PNG("image/png"),
  GIF("image/gif"),
  WEBP("image/webp");

  /** How many bytes are enough to tell. */
  static final int HEAD = 32;

  private final String mediaType;

  ImageKind(String mediaType) {
    this.mediaType = mediaType;
  }

  /** As HTTP names it. */
  public String mediaType() {
    return mediaType;
  }

  /** What the first bytes of a file say; empty if it is no such picture. */
  public static Optional<ImageKind> of(byte[] bytes) {
    // Shorter than any picture's header: a file cut off.
    if (bytes.length < HEAD) {
      return Optional.empty();
    }
    String head = new String(bytes, 0, HEAD, StandardCharsets.ISO_8859_1);
    if (head.startsWith("\u00ff\u00d8\u00ff")) {
      return Optional.of(JPEG);
    }
    if (head.startsWith("\u0089PNG\r\n\u001a\n") && head.startsWith("IHDR", 12)) {
      return Optional.of(PNG);
    }
    if (head.startsWith("GIF87a") || head.startsWith("GIF89a")) {
      return Optional.of(GIF);
    }
    boolean webp = head.startsWith("RIFF") && head.startsWith("WEBPVP8", 8);
    return webp ? Optional.of(WEBP) : Optional.empty();
  }
}
