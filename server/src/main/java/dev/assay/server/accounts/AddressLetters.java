package dev.assay.server.accounts;

import dev.assay.server.kernel.AccountId;
import dev.assay.server.kernel.SecretToken;
import java.time.Duration;

/** Brings links to addresses of which nobody knows yet whose they are. */
public interface AddressLetters {

  /** Whether the site sends mail at all. */
  boolean areSent();

  /** Called in the transaction that made the link. */
  void send(Link link);

  /**
   * What stands in a letter.
   *
   * @param address where it goes, and nowhere else
   * @param token opens {@code /confirm-address?token=…}
   */
  record Link(
      AccountId account, String username, String address, SecretToken token, Duration validFor) {}
}
