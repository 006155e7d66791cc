package dev.assay.server.uploads;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;

/** What a sender says a piece adds up to, as tus writes it: {@code sha256 <Base64>}. */
final class Checksum {
  /** By the names that tus gives them; it requires sha1. */
  static final Map<String, String> ALGORITHMS = Map.of("sha1", "SHA-1", "sha256", "SHA-256");

  private final String algorithm;
  private final byte[] expected;

  private Checksum(String algorithm, byte[] expected) {
    this.algorithm = algorithm;
    this.expected = expected.clone();
  }

  /** Empty if it is written wrongly or of an unknown kind. */
  static Optional<Checksum> parse(String header) {
    var words = header.strip().split(" ", 2);
    var algorithm = ALGORITHMS.get(words[0]);
    if (algorithm == null || words.length < 2) {
      return Optional.empty();
    }
    try {
      return Optional.of(new Checksum(algorithm, Base64.getDecoder().decode(words[1].strip())));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  Checked over(InputStream bytes) {
    return new Checked(bytes);
  }

  /** Bytes that are added up while they are read. */
  final class Checked extends FilterInputStream {
    private final MessageDigest sum;

    private Checked(InputStream bytes) {
      super(bytes);
      try {
        this.sum = MessageDigest.getInstance(algorithm);
      } catch (NoSuchAlgorithmException e) {
        throw new IllegalStateException("Every Java has " + algorithm, e);
      }
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      var count = in.read(buffer, offset, length);
      if (count > 0) {
        sum.update(buffer, offset, count);
      }
      return count;
    }

    @Override
    public int read() throws IOException {
      var one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    /** To be asked once, when everything was read. */
    boolean holds() {
      return MessageDigest.isEqual(sum.digest(), expected);
    }
  }
}
