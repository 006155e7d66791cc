package dev.assay.server.leaderboards;

import dev.assay.server.competitions.RankSource;
import dev.assay.server.kernel.AccountId;
import dev.assay.server.kernel.PhaseId;
import dev.assay.server.web.Readable;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Tells the heads of competition pages how their reader stands. */
@Component
final class JdbcRanks implements RankSource {
  private final JdbcEntries entries;
  private final JdbcBoards boards;

  JdbcRanks(JdbcEntries entries, JdbcBoards boards) {
    this.entries = entries;
    this.boards = boards;
  }

  @Override
  public Optional<Rank> rank(PhaseId phase, AccountId account) {
    return entries
        .rules(phase)
        .filter(rules -> !rules.hidden())
        .flatMap(
            rules ->
                boards
                    .best(phase, account)
                    .map(row -> new Rank(row.rank(), boards.count(phase), score(rules, row))));
  }

  private static String score(Rules rules, Ranked row) {
    return rules
        .primary()
        .map(
            column ->
                Readable.score(row.values().get(column.key()), Math.max(0, column.precision())))
        .orElse("");
  }
}
