package dev.assay.server.competitions;

import dev.assay.server.accounts.Account;
import dev.assay.server.kernel.AccountId;
import dev.assay.server.kernel.CompetitionId;
import dev.assay.server.kernel.PhaseId;
import dev.assay.server.web.HomeView;
import java.util.List;
import java.util.Optional;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** What the home page learns from the features that provide it; nothing where none does. */
@Component
final class HomeNeighbours {
  private final ObjectProvider<HomeSubmissions> submissions;
  private final ObjectProvider<HomeBoard> boards;
  private final ObjectProvider<RankSource> ranks;
  private final ObjectProvider<HomeDrafts> drafts;
  private final ObjectProvider<HomeAlerts> alerts;
  private final ObjectProvider<OrganiserAlerts> organisers;

  HomeNeighbours(
      ObjectProvider<HomeSubmissions> submissions,
      ObjectProvider<HomeBoard> boards,
      ObjectProvider<RankSource> ranks,
      ObjectProvider<HomeDrafts> drafts,
      ObjectProvider<HomeAlerts> alerts,
      ObjectProvider<OrganiserAlerts> organisers) {
    this.alerts = alerts;
    this.organisers = organisers;
    this.submissions = submissions;
    this.boards = boards;
    this.ranks = ranks;
    this.drafts = drafts;
  }

  List<HomeView.Recent> latest(Account account) {
    return submissions.stream().flatMap(source -> source.latest(account).stream()).toList();
  }

  List<HomeView.Alert> alerts(Account account) {
    return alerts.stream().flatMap(source -> source.alerts(account).stream()).toList();
  }

  /** What an organiser of the competition should act on. */
  List<String> alerts(CompetitionId competition) {
    return organisers.stream().flatMap(source -> source.of(competition).stream()).toList();
  }

  List<HomeView.Draft> drafts(Account account) {
    return drafts.stream().flatMap(source -> source.drafts(account).stream()).toList();
  }

  Optional<HomeView.Excerpt> excerpt(Competition competition, Phase phase) {
    return boards.stream()
        .flatMap(source -> source.excerpt(competition, phase).stream())
        .findFirst();
  }

  Optional<RankSource.Rank> rank(PhaseId phase, AccountId account) {
    return ranks.stream().flatMap(source -> source.rank(phase, account).stream()).findFirst();
  }
}
