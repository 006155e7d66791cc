package dev.assay.server.competitions;

import dev.assay.server.kernel.AccountId;
import org.jspecify.annotations.Nullable;

/** Says how many submissions somebody has left. The feature that counts them provides it. */
@FunctionalInterface
public interface QuotaSource {

  Quota left(Phase phase, AccountId account);

  /**
   * What is left; null for no limit.
   *
   * @param today until the next midnight, UTC
   */
  record Quota(@Nullable Integer today, @Nullable Integer inAll) {}
}
