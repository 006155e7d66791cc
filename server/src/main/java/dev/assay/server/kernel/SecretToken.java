package dev.assay.server.kernel;

import dev.assay.contract.Sha256;
import java.security.SecureRandom;
import java.util.Base64;

/**
 * A bearer secret. Long and random, hence a plain hash of it is safe to store. Its text form never
 * shows it.
 */
public final class SecretToken {
  private static final SecureRandom RANDOM = new SecureRandom();
  private final String value;

  private SecretToken(String value) {
    this.value = value;
  }

  /**
   * Makes a new one with 256 bits of chance after the prefix, which tells people what kind of
   * secret they found.
   */
  public static SecretToken random(String prefix) {
    var bytes = new byte[32];
    RANDOM.nextBytes(bytes);
    return new SecretToken(prefix + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
  }

  /** One that somebody shows; blanks around it do not count. */
  public static SecretToken of(String value) {
    return new SecretToken(value.strip());
  }

  /** The secret itself, to show once. */
  public String reveal() {
    return value;
  }

  /** Its first characters, to tell tokens apart. */
  public String hint() {
    return value.substring(0, Math.min(10, value.length() / 3)) + "…";
  }

  /** What is kept of it: enough to know it again, not enough to use it. */
  public byte[] sha256() {
    return Sha256.bytes(value);
  }

  @Override
  public String toString() {
    return hint();
  }
}
