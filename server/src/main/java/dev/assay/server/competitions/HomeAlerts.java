package dev.assay.server.competitions;

import dev.assay.server.accounts.Account;
import dev.assay.server.web.HomeView;
import java.util.List;

/** What somebody should act on, for the home page. The features that know of it provide it. */
@FunctionalInterface
public interface HomeAlerts {

  /** The most urgent first. */
  List<HomeView.Alert> alerts(Account account);
}
