package dev.assay.server.leaderboards;

import dev.assay.server.accounts.Accounts;
import dev.assay.server.accounts.Names;
import dev.assay.server.kernel.AccountId;
import dev.assay.server.kernel.SubmissionId;
import dev.assay.server.kernel.TaskId;
import dev.assay.server.leaderboards.BoardViews.Reading;
import dev.assay.server.leaderboards.JdbcBesides.Details;
import dev.assay.server.leaderboards.JdbcBesides.Question;
import dev.assay.server.leaderboards.LeaderboardView.Link;
import dev.assay.server.leaderboards.Leaderboards.Board;
import dev.assay.server.leaderboards.Leaderboards.Row;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Dresses the rows of a board: names, movement, bars, answers, pages of scoring programs. */
@Component
class BoardRows {
  private final JdbcBesides besides;
  private final JdbcDays days;
  private final Accounts accounts;

  BoardRows(JdbcBesides besides, JdbcDays days, Accounts accounts) {
    this.besides = besides;
    this.days = days;
    this.accounts = accounts;
  }

  /**
   * @param tasks names, where there are several
   * @param own the reader's best row where it is not among {@code rows}
   */
  record Shown(
      List<String> tasks,
      List<String> questions,
      List<LeaderboardView.Row> rows,
      LeaderboardView.@Nullable Row own) {}

  Shown of(Board board, Reading reading) {
    var own = board.own();
    var apart =
        own == null
                || board.rows().stream().anyMatch(row -> row.submission().equals(own.submission()))
            ? null
            : own;
    var all =
        apart == null
            ? board.rows()
            : Stream.concat(board.rows().stream(), Stream.of(apart)).toList();
    var dresser = dresser(board, all, reading);
    return new Shown(
        dresser.taskNames(),
        dresser.questions().stream().map(Question::title).toList(),
        board.rows().stream().map(dresser::dress).toList(),
        apart == null ? null : dresser.dress(apart));
  }

  private Dresser dresser(Board board, List<Row> rows, Reading reading) {
    var submissions = rows.stream().map(Row::submission).toList();
    var people = rows.stream().map(Row::account).distinct().toList();
    var questions = besides.questions(reading.competition().id());
    return new Dresser(
        board,
        reading,
        besides.taskNames(board.phase()),
        questions,
        accounts.displayNames(people),
        days.ranks(board.phase(), people),
        questions.isEmpty() ? Map.of() : besides.answers(submissions),
        showsDetails(reading) ? besides.details(submissions) : Map.of(),
        range(board, rows));
  }

  /** Who organises sees them anyway; hidden output hides them from all others. */
  static boolean showsDetails(Reading reading) {
    return reading.competition().enableDetailedResults()
        && reading.competition().showDetailedResultsInLeaderboard()
        && (reading.isOrganiser() || !reading.phase().hideOutput());
  }

  private static DoubleSummaryStatistics range(Board board, List<Row> rows) {
    var key = board.primary().map(Column::key).orElse("");
    return rows.stream()
        .flatMap(row -> Stream.ofNullable(row.values().get(key)))
        .mapToDouble(BigDecimal::doubleValue)
        .summaryStatistics();
  }

  private record Dresser(
      Board board,
      Reading reading,
      Map<TaskId, String> tasks,
      List<Question> questions,
      Names names,
      Optional<Map<AccountId, Integer>> atDayBreak,
      Map<SubmissionId, JsonNode> answers,
      Map<SubmissionId, List<Details>> details,
      DoubleSummaryStatistics range) {

    List<String> taskNames() {
      return tasks.size() > 1 ? List.copyOf(tasks.values()) : List.of();
    }

    LeaderboardView.Row dress(Row row) {
      var reader = reading.reader();
      var isMine = reader != null && reader.id().equals(row.account());
      return new LeaderboardView.Row(
          row.rank(),
          row.tied(),
          moved(row),
          names.of(row.account()),
          isMine,
          isMine || reading.isOrganiser() ? "/submissions/" + row.submission() : null,
          row.receivedAt(),
          scores(row.values()),
          bar(row),
          tasks.size() > 1
              ? tasks.keySet().stream()
                  .map(task -> scores(row.byTask().getOrDefault(task, Map.of())))
                  .toList()
              : List.of(),
          questions.stream().map(question -> answer(row, question)).toList(),
          details.getOrDefault(row.submission(), List.of()).stream()
              .map(one -> link(row, one))
              .toList());
    }

    private List<@Nullable BigDecimal> scores(Map<String, BigDecimal> values) {
      var scores = new ArrayList<@Nullable BigDecimal>();
      board.visibleColumns().forEach(column -> scores.add(values.get(column.key())));
      return scores;
    }

    /** Null for somebody who was not on the board when the day began. */
    private @Nullable Integer moved(Row row) {
      if (atDayBreak.isEmpty()) {
        return 0;
      }
      var before = atDayBreak.get().get(row.account());
      return before == null ? null : Integer.valueOf(before - row.rank());
    }

    /** The best of the shown rows fills its bar, the worst a tenth of it. */
    private int bar(Row row) {
      var score = board.primary().map(column -> row.values().get(column.key()));
      if (score.isEmpty()) {
        return 0;
      }
      var width = range.getMax() - range.getMin();
      var share = width <= 0 ? 1 : (score.get().doubleValue() - range.getMin()) / width;
      var lowerIsBetter = board.primary().map(Column::ascending).orElse(false);
      return (int) Math.round(10 + 90 * (lowerIsBetter && width > 0 ? 1 - share : share));
    }

    private String answer(Row row, Question question) {
      var all = answers.get(row.submission());
      if (all == null) {
        return "";
      }
      var one = all.path(question.key());
      if (one.isBoolean()) {
        return one.asBoolean() ? "yes" : "no";
      }
      return one.isMissingNode() || one.isNull()
          ? ""
          : one.isString() ? one.asString() : one.toString();
    }

    private Link link(Row row, Details one) {
      var url = "/submissions/%s/detailed-results/%s".formatted(row.submission(), one.evaluation());
      var task = tasks.size() > 1 ? tasks.getOrDefault(one.task(), "") : "";
      return new Link(task.isEmpty() ? "Details" : task, url);
    }
  }
}
