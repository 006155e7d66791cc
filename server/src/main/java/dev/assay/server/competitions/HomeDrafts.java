package dev.assay.server.competitions;

import dev.assay.server.accounts.Account;
import dev.assay.server.web.HomeView;
import java.util.List;

/** Tells the home page what somebody is writing. */
public interface HomeDrafts {

  /** The latest change first. */
  List<HomeView.Draft> drafts(Account account);
}
