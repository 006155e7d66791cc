package dev.assay.server.leaderboards;

import dev.assay.server.competitions.CompetitionHead;
import dev.assay.server.web.PageView;
import dev.assay.server.web.Plot;
import dev.assay.server.web.Section;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A leaderboard.
 *
 * @param phases the boards to choose from; one of them is chosen
 * @param rows in the order of their ranks
 * @param exportUrl the board as CSV, or null
 * @param plot the best score over time, if there is something to draw
 */
public record LeaderboardView(
    CompetitionHead competition,
    List<Choice> phases,
    List<Column> columns,
    List<Row> rows,
    @Nullable String exportUrl,
    @Nullable Plot plot)
    implements PageView {

  /** A board to choose, such as that of a phase. */
  public record Choice(String name, String url, boolean chosen) {}

  /**
   * A column of scores.
   *
   * @param lowerIsBetter the direction of its order
   * @param primary whether it decides the rank
   */
  public record Column(String title, int decimals, boolean lowerIsBetter, boolean primary) {}

  /**
   * An entry.
   *
   * @param tied whether another entry has the same rank
   * @param moved places gained (or lost, if negative) since yesterday; null for a new entry
   * @param submissionUrl null where the reader may not open it
   * @param scores one per column; null where there is none
   */
  public record Row(
      int rank,
      boolean tied,
      @Nullable Integer moved,
      String participant,
      boolean mine,
      @Nullable String submissionUrl,
      Instant at,
      List<@Nullable BigDecimal> scores) {

    public Row {
      scores = Collections.unmodifiableList(new ArrayList<>(scores));
    }
  }

  public LeaderboardView {
    phases = List.copyOf(phases);
    columns = List.copyOf(columns);
    rows = List.copyOf(rows);
  }

  /**
   * How long the bar of a score is, 0 to 100: the best of its column fills it, the worst a tenth.
   */
  public int bar(int column, @Nullable BigDecimal score) {
    if (score == null) {
      return 0;
    }
    var all =
        rows.stream()
            .map(row -> row.scores().get(column))
            .filter(Objects::nonNull)
            .mapToDouble(BigDecimal::doubleValue)
            .summaryStatistics();
    var range = all.getMax() - all.getMin();
    var share = range <= 0 ? 1 : (score.doubleValue() - all.getMin()) / range;
    return (int) Math.round(10 + 90 * (columns.get(column).lowerIsBetter() ? 1 - share : share));
  }

  @Override
  public String template() {
    return "leaderboards/leaderboard";
  }

  @Override
  public String title() {
    return "Leaderboard of " + competition.title();
  }

  @Override
  public Section section() {
    return Section.COMPETITIONS;
  }
}
