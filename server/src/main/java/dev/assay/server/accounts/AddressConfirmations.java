package dev.assay.server.accounts;

import dev.assay.server.kernel.AccountId;

/** What else follows once an account's e-mail address is known to be its own. */
@FunctionalInterface
public interface AddressConfirmations {

  /** Called in the transaction that notes it. */
  void confirmed(AccountId account);
}
