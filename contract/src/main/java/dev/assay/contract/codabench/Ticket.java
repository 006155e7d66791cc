package dev.assay.contract.codabench;

import java.util.Optional;
import java.util.UUID;

/**
 * How a worker that found a message in a broker's queue proves it: by the secret of the message, in
 * place of a worker token. It opens this one run and nothing else.
 */
public final class Ticket {
  private static final String PREFIX = "assayo_";

  private Ticket() {}

  /** What to send as bearer token. */
  public static String bearer(UUID secret) {
    return PREFIX + secret;
  }

  /** The secret in a bearer token; empty if it is a token of another kind. */
  public static Optional<UUID> secret(String bearer) {
    if (!bearer.startsWith(PREFIX)) {
      return Optional.empty();
    }
    try {
      return Optional.of(UUID.fromString(bearer.substring(PREFIX.length())));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
