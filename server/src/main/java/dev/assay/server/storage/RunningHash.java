package dev.assay.server.storage;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The SHA-256 of a beginning: what follows can be added, and the hash be told at any point. */
final class RunningHash {
  private final MessageDigest digest;
  private long length;

  private RunningHash(MessageDigest digest, long length) {
    this.digest = digest;
    this.length = length;
  }

  static RunningHash ofNothing() {
    try {
      return new RunningHash(MessageDigest.getInstance("SHA-256"), 0);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256", e);
    }
  }

  long length() {
    return length;
  }

  void add(byte[] bytes, int offset, int count) {
    digest.update(bytes, offset, count);
    length += count;
  }

  RunningHash copy() {
    try {
      return new RunningHash((MessageDigest) digest.clone(), length);
    } catch (CloneNotSupportedException e) {
      throw new IllegalStateException("The JDK's SHA-256 can be copied", e);
    }
  }

  String hex() {
    return HexFormat.of().formatHex(copy().digest.digest());
  }
}
