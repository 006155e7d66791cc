package dev.assay.server.storage;

import dev.assay.contract.Sha256;
import java.security.MessageDigest;

/** The SHA-256 of a beginning: what follows can be added, and the hash be told at any point. */
final class RunningHash {
  private final MessageDigest digest;
  private long length;

  private RunningHash(MessageDigest digest, long length) {
    this.digest = digest;
    this.length = length;
  }

  static RunningHash ofNothing() {
    return new RunningHash(Sha256.fresh(), 0);
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
    return Sha256.hex(copy().digest);
  }
}
