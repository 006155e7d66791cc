package dev.assay.server.competitions;

import dev.assay.server.accounts.Account;
import dev.assay.server.kernel.AccountId;
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

  HomeNeighbours(
      ObjectProvider<HomeSubmissions> submissions,
      ObjectProvider<HomeBoard> boards,
      ObjectProvider<RankSource> ranks) {
    this.submissions = submissions;
    this.boards = boards;
    this.ranks = ranks;
  }

  List<HomeView.Recent> latest(Account account) {
    return submissions.stream().flatMap(source -> source.latest(account).stream()).toList();
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
