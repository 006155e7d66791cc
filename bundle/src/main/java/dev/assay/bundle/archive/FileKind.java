package dev.assay.bundle.archive;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Says what a file is that was meant to be a zip. */
final class FileKind {
  private static final int HEAD = 512;
  private static final int TAR_MAGIC = 257;

  private FileKind() {}

  static String explain(Path file) throws IOException {
    byte[] head;
    try (InputStream in = Files.newInputStream(file)) {
      head = in.readNBytes(HEAD);
    }
    String text = new String(head, StandardCharsets.ISO_8859_1);
    if (head.length == 0) {
      return "the file is empty.";
    }
    if (text.startsWith("PK")) {
      return "it begins like one, but is cut off or damaged.";
    }
    if (text.startsWith("\u001f\u008b")) {
      return "it is a gzip file.";
    }
    if (text.startsWith("7z\u00bc\u00af") || text.startsWith("Rar!")) {
      return "it is an archive of another kind (7z or RAR).";
    }
    if (text.startsWith("ustar", TAR_MAGIC)) {
      return "it is a tar archive.";
    }
    if (text.stripLeading().startsWith("<")) {
      return "it is an HTML or XML page, perhaps a failed download.";
    }
    return "the file has no zip directory.";
  }
}
