package dev.assay.server.leaderboards;

import dev.assay.server.accounts.Accounts;
import dev.assay.server.competitions.Competition;
import dev.assay.server.competitions.HomeBoard;
import dev.assay.server.competitions.Phase;
import dev.assay.server.leaderboards.Leaderboards.Row;
import dev.assay.server.web.HomeView.Excerpt;
import dev.assay.server.web.HomeView.Leader;
import dev.assay.server.web.Readable;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Shows the home page who leads. */
@Component
final class BoardExcerpts implements HomeBoard {
  private static final int MOST = 5;

  private final JdbcEntries entries;
  private final JdbcRankings rankings;
  private final Accounts accounts;

  BoardExcerpts(JdbcEntries entries, JdbcRankings rankings, Accounts accounts) {
    this.entries = entries;
    this.rankings = rankings;
    this.accounts = accounts;
  }

  @Override
  public Optional<Excerpt> excerpt(Competition competition, Phase phase) {
    return entries
        .rules(phase.id())
        .filter(rules -> !rules.hidden())
        .flatMap(Rules::primary)
        .filter(column -> !column.hidden())
        .flatMap(column -> excerpt(competition, phase, column));
  }

  private Optional<Excerpt> excerpt(Competition competition, Phase phase, Column column) {
    var rows = rankings.rows(phase.id(), 1, MOST);
    if (rows.isEmpty()) {
      return Optional.empty();
    }
    var names = accounts.displayNames(rows.stream().map(Row::account).distinct().toList());
    var leaders =
        rows.stream().map(row -> leader(row, names.of(row.account()), rows, column)).toList();
    var url = "/competitions/%s/leaderboard?phase=%s".formatted(competition.id(), phase.id());
    return Optional.of(new Excerpt(url, competition.title(), column.title(), leaders));
  }

  private static Leader leader(Row row, String name, List<Row> rows, Column column) {
    var score = row.values().get(column.key());
    return new Leader(
        row.rank(), name, Readable.score(score, column.precision()), share(score, rows, column));
  }

  /** The best of the shown rows fills its bar, the worst a tenth of it. */
  private static double share(@Nullable BigDecimal score, List<Row> rows, Column column) {
    if (score == null) {
      return 0;
    }
    var shown =
        rows.stream()
            .flatMap(row -> Optional.ofNullable(row.values().get(column.key())).stream())
            .mapToDouble(BigDecimal::doubleValue)
            .summaryStatistics();
    var range = shown.getMax() - shown.getMin();
    var share = range <= 0 ? 1 : (score.doubleValue() - shown.getMin()) / range;
    return 0.1 + 0.9 * (column.ascending() && range > 0 ? 1 - share : share);
  }
}
