package dev.assay.server.competitions;

import dev.assay.server.accounts.Account;
import dev.assay.server.web.HomeView;
import java.util.List;

/**
 * Tells the home page what somebody submitted last. The feature that keeps submissions provides it.
 */
@FunctionalInterface
public interface HomeSubmissions {

  /** Newest first. */
  List<HomeView.Recent> latest(Account account);
}
