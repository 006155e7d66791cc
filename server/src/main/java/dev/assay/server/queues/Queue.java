package dev.assay.server.queues;

import dev.assay.server.accounts.Account;
import dev.assay.server.kernel.AccountId;
import dev.assay.server.kernel.QueueId;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A line in which evaluations wait for compute workers.
 *
 * @param key as bundles and the Codabench API name it
 * @param owner null for the site's own
 * @param sharedWith who may use it beside its owner
 */
public record Queue(
    QueueId id,
    UUID key,
    String name,
    @Nullable AccountId owner,
    boolean isDefault,
    boolean isPublic,
    Set<AccountId> sharedWith) {

  public Queue {
    sharedWith = Set.copyOf(sharedWith);
  }

  /** Its owner and administrators may make tokens for workers. */
  public boolean mayBeManagedBy(@Nullable Account account) {
    return account != null && (account.isAdministrator() || account.id().equals(owner));
  }

  /** The default queue and public ones may be seen by everybody. */
  public boolean mayBeSeenBy(@Nullable Account account) {
    return isDefault || isPublic || mayBeManagedBy(account) || isSharedWith(account);
  }

  /** Whether somebody may let competitions of theirs run here. */
  public boolean mayBeUsedBy(@Nullable Account account) {
    return account != null && mayBeSeenBy(account);
  }

  private boolean isSharedWith(@Nullable Account account) {
    return account != null && sharedWith.contains(account.id());
  }
}
