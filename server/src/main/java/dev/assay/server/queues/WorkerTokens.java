package dev.assay.server.queues;

import dev.assay.server.kernel.QueueId;
import dev.assay.server.kernel.SecretToken;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What workers prove themselves with; each serves one queue. Stored hashed, shown once. */
public interface WorkerTokens {

  SecretToken create(QueueId queue, String name);

  /**
   * Registers a token that somebody else made. Harmless when it is known already.
   *
   * @return false when it is known and was revoked
   */
  boolean register(QueueId queue, String name, SecretToken token);

  /** The queue it serves; empty when unknown or revoked. */
  Optional<QueueId> queueOf(SecretToken token);

  /** Those not revoked, newest first. */
  List<Listed> of(QueueId queue);

  /**
   * @return whether the queue had such a token
   */
  boolean revoke(QueueId queue, long token);

  /** A token without its secret. */
  record Listed(
      long id, String name, String hint, Instant createdAt, @Nullable Instant lastUsedAt) {}
}
