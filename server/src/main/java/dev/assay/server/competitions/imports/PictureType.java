package dev.assay.server.competitions.imports;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Tells pictures by their first bytes; names lie. */
public final class PictureType {
  public static final int HEAD = 12;

  private PictureType() {}

  /** The media type if this is a picture that browsers show and that holds no script. */
  public static Optional<String> of(byte[] head) {
    var text = new String(head, StandardCharsets.ISO_8859_1);
    if (text.startsWith("\u0089PNG\r\n\u001a\n")) {
      return Optional.of("image/png");
    }
    if (text.startsWith("\u00ff\u00d8\u00ff")) {
      return Optional.of("image/jpeg");
    }
    if (text.startsWith("GIF87a") || text.startsWith("GIF89a")) {
      return Optional.of("image/gif");
    }
    if (text.startsWith("RIFF") && text.startsWith("WEBP", 8)) {
      return Optional.of("image/webp");
    }
    return Optional.empty();
  }
}
