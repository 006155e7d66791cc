package dev.assay.server.competitions;

import dev.assay.server.kernel.AccountId;
import java.util.List;
import java.util.UUID;

/**
 * The queues that somebody's competitions may run on: the site's, public ones, their own, and those
 * shared with them; administrators may name any. The feature that knows queues says so, here for
 * the editor and for bundles, and by the same rule wherever else a queue is chosen.
 */
public interface QueueChoices {

  /** Those that this account may use for its competitions; the site's default first. */
  List<Choice> of(AccountId account);

  /** Whether this account may name the queue of that key; false where there is none. */
  boolean mayBeUsed(UUID queue, AccountId account);

  /** A queue to choose. */
  record Choice(UUID key, String name, boolean isDefault) {}
}
