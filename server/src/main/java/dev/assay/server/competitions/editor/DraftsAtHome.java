package dev.assay.server.competitions.editor;

import dev.assay.server.accounts.Account;
import dev.assay.server.competitions.HomeDrafts;
import dev.assay.server.web.HomeView;
import java.util.List;
import org.springframework.stereotype.Component;

/** Lists drafts on the home page. */
@Component
final class DraftsAtHome implements HomeDrafts {
  private static final int MOST = 5;

  private final JdbcDrafts drafts;

  DraftsAtHome(JdbcDrafts drafts) {
    this.drafts = drafts;
  }

  @Override
  public List<HomeView.Draft> drafts(Account account) {
    return drafts.of(account.id()).stream()
        .limit(MOST)
        .map(
            line -> new HomeView.Draft("/drafts/" + line.id(), line.shownTitle(), line.changedAt()))
        .toList();
  }
}
