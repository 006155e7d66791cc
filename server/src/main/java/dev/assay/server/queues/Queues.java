package dev.assay.server.queues;

import dev.assay.server.kernel.AccountId;
import dev.assay.server.kernel.QueueId;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Finds and makes queues. */
public interface Queues {

  /** Where a competition without a queue of its own runs; made when first asked for. */
  QueueId defaultQueue();

  Optional<Queue> find(QueueId id);

  /** By the key that bundles name it with. */
  Optional<Queue> find(UUID key);

  /** The default queue first, then by name. */
  List<Queue> all();

  /** A private queue of this account. */
  Queue create(AccountId owner, String name);
}
