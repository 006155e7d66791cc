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
import org.jspecify.annotations.Nullable;

/**
 * A leaderboard, or a part of it.
 *
 * @param phases the boards to choose from; one of them is chosen
 * @param shown who sees it
 * @param tasks whose scores stand beside the mean; empty where there is only one
 * @param columns of the whole row; each task repeats them
 * @param questions of the fact sheet that the board answers
 * @param rows in the order of their ranks
 * @param own the reader's best row where it is not among {@code rows}
 * @param part which rows these are
 * @param exports the whole board for programs; empty where there is nothing to export
 * @param plot the best score over time, if there is something to draw
 * @param auditUrl where an organiser has the board checked, or null
 */
public record LeaderboardView(
    CompetitionHead competition,
    List<Choice> phases,
    Shown shown,
    List<String> tasks,
    List<Column> columns,
    List<String> questions,
    List<Row> rows,
    @Nullable Row own,
    Part part,
    List<Link> exports,
    @Nullable Plot plot,
    @Nullable String auditUrl)
    implements PageView {

  /** Who sees a board. */
  public enum Shown {
    TO_ALL,
    TO_ORGANISERS,
    /** This reader is not shown it. */
    NOT
  }

  /** A board to choose, such as that of a phase. */
  public record Choice(String name, String url, boolean chosen) {}

  /** Something to open. */
  public record Link(String label, String url) {}

  /**
   * Which rows of a board are shown.
   *
   * @param from position of the first
   * @param entries of the whole board
   * @param before the rows before, or null
   * @param after the rows after, or null
   * @param own where the reader stands, or null
   */
  public record Part(
      int from,
      int entries,
      @Nullable String before,
      @Nullable String after,
      @Nullable String own) {

    /** Whether there are rows that are not shown. */
    public boolean isPart() {
      return before != null || after != null;
    }
  }

  /**
   * A column of scores.
   *
   * @param lowerIsBetter the direction of its order
   * @param primary whether it decides the rank
   * @param note what it is made of, or empty
   */
  public record Column(
      String title, int decimals, boolean lowerIsBetter, boolean primary, String note) {}

  /**
   * An entry.
   *
   * @param tied whether another entry has the same rank
   * @param moved places gained (or lost, if negative) since yesterday; null for a new entry
   * @param submissionUrl null where the reader may not open it
   * @param scores one per column; null where there is none
   * @param bar how long the bar of the primary score is, 0 to 100
   * @param byTask the scores of each task, one per column
   * @param answers to the questions
   * @param details pages that the scoring program wrote
   */
  public record Row(
      int rank,
      boolean tied,
      @Nullable Integer moved,
      String participant,
      boolean mine,
      @Nullable String submissionUrl,
      Instant at,
      List<@Nullable BigDecimal> scores,
      int bar,
      List<List<@Nullable BigDecimal>> byTask,
      List<String> answers,
      List<Link> details) {

    public Row {
      scores = Collections.unmodifiableList(new ArrayList<>(scores));
      byTask = List.copyOf(byTask);
      answers = List.copyOf(answers);
      details = List.copyOf(details);
    }

    /** The same row of a board that compares no people. */
    Row called(String name) {
      return new Row(
          rank, tied, 0, name, false, submissionUrl, at, scores, bar, byTask, List.of(), details);
    }
  }

  public LeaderboardView {
    phases = List.copyOf(phases);
    tasks = List.copyOf(tasks);
    columns = List.copyOf(columns);
    questions = List.copyOf(questions);
    rows = List.copyOf(rows);
    exports = List.copyOf(exports);
  }

  /** Whether some row has a page of its scoring program. */
  public boolean hasDetails() {
    return rows.stream().anyMatch(row -> !row.details().isEmpty())
        || (own != null && !own.details().isEmpty());
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
