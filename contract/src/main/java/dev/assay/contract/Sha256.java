package dev.assay.contract;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256, as sites and workers write it: 64 lower-case hex digits. */
public final class Sha256 {
  private Sha256() {}

  /** A fresh one, to be fed with bytes as they pass. */
  public static MessageDigest fresh() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256", e);
    }
  }

  /** Of what a digest was fed with, which begins afresh. */
  public static String hex(MessageDigest fed) {
    return HexFormat.of().formatHex(fed.digest());
  }

  /** Of these bytes. */
  public static String hex(byte[] content) {
    return HexFormat.of().formatHex(fresh().digest(content));
  }

  /** Of a text in UTF-8. */
  public static String hex(String text) {
    return HexFormat.of().formatHex(bytes(text));
  }

  /** Of a whole file. */
  public static String hex(Path file) throws IOException {
    var digest = fresh();
    try (var out = new DigestOutputStream(OutputStream.nullOutputStream(), digest)) {
      Files.copy(file, out);
    }
    return hex(digest);
  }

  /** The 32 bytes for a text in UTF-8. */
  public static byte[] bytes(String text) {
    return fresh().digest(text.getBytes(StandardCharsets.UTF_8));
  }
}
