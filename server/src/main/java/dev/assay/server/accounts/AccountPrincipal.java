package dev.assay.server.accounts;

import dev.assay.server.kernel.AccountId;
import java.io.Serializable;
import java.security.Principal;

/**
 * Who a session belongs to; everything else is read anew at each request, so that a disabled
 * account is out at once.
 */
record AccountPrincipal(long accountId) implements Principal, Serializable {

  AccountId id() {
    return new AccountId(accountId);
  }

  @Override
  public String getName() {
    return Long.toString(accountId);
  }
}
