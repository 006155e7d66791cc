package dev.assay.server.leaderboards;

import dev.assay.server.competitions.RankSource;
import dev.assay.server.kernel.AccountId;
import dev.assay.server.kernel.PhaseId;
import dev.assay.server.web.Readable;
import java.util.Optional;
import java.util.OptionalInt;
import org.springframework.stereotype.Component;

/** Tells the heads of competition pages how their reader stands. */
@Component
final class JdbcRanks implements RankSource {
  private final JdbcEntries entries;
  private final JdbcRankings rankings;

  JdbcRanks(JdbcEntries entries, JdbcRankings rankings) {
    this.entries = entries;
    this.rankings = rankings;
  }

  @Override
  public Optional<Rank> rank(PhaseId phase, AccountId account) {
    return entries
        .rules(phase)
        .filter(rules -> !rules.hidden())
        .flatMap(
            rules ->
                rankings
                    .best(phase, account)
                    .map(row -> new Rank(row.rank(), rankings.count(phase), score(rules, row))));
  }

  @Override
  public OptionalInt entries(PhaseId phase) {
    return entries
        .rules(phase)
        .filter(rules -> !rules.hidden())
        .map(_ -> OptionalInt.of(rankings.count(phase)))
        .orElse(OptionalInt.empty());
  }

  private static String score(Rules rules, Leaderboards.Row row) {
    return rules
        .primary()
        .map(column -> Readable.score(row.values().get(column.key()), column.precision()))
        .orElse("");
  }
}
