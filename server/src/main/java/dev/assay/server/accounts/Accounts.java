package dev.assay.server.accounts;

import dev.assay.server.kernel.AccountId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds accounts that are not disabled. */
public interface Accounts {

  Optional<Account> byId(AccountId id);

  /** Case does not matter. */
  Optional<Account> byUsername(String username);

  /** Display names for lists; also of disabled accounts. */
  Names displayNames(Collection<AccountId> ids);

  /** The display name of one; also of a disabled account. */
  default String displayName(AccountId id) {
    return displayNames(List.of(id)).of(id);
  }

  /** User names for exports; also of disabled accounts. */
  Map<AccountId, String> usernames(Collection<AccountId> ids);
}
