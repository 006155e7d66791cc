package dev.assay.server.accounts;

import dev.assay.server.kernel.AccountId;
import java.util.Map;

/** What the people of a list are called. */
public record Names(Map<AccountId, String> byAccount) {

  public Names {
    byAccount = Map.copyOf(byAccount);
  }

  /** Never empty: "somebody" for an account that was not asked about. */
  public String of(AccountId id) {
    return byAccount.getOrDefault(id, "somebody");
  }
}
