package dev.assay.server.competitions;

import dev.assay.server.kernel.AccountId;
import java.util.List;
import java.util.UUID;

/** The queues that a competition may run on. The feature that knows queues provides them. */
@FunctionalInterface
public interface QueueChoices {

  /** Those that this account may use for its competitions; the site's default first. */
  List<Choice> of(AccountId account);

  /** A queue to choose. */
  record Choice(UUID key, String name, boolean isDefault) {}
}
