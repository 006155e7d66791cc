package dev.assay.worker;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** What Codabench knows submissions by; nothing depends on it being hard to forge. */
final class Md5 {
  private Md5() {}

  /** Of a whole file, in lower-case hex digits. */
  @SuppressWarnings("InsecureCryptoUsage")
  static String of(Path file) throws IOException {
    try {
      var digest = MessageDigest.getInstance("MD5");
      try (var out = new DigestOutputStream(OutputStream.nullOutputStream(), digest)) {
        Files.copy(file, out);
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has MD5", e);
    }
  }
}
