package dev.assay.server.competitions.imports;

import dev.assay.bundle.competition.ColumnDefinition;
import dev.assay.bundle.competition.LeaderboardDefinition;
import dev.assay.bundle.competition.PhaseDefinition;
import dev.assay.server.kernel.CompetitionId;
import dev.assay.server.kernel.DatasetId;
import dev.assay.server.kernel.LeaderboardId;
import dev.assay.server.kernel.PhaseId;
import dev.assay.server.kernel.SqlTime;
import dev.assay.server.kernel.TaskId;
import java.sql.Types;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.stereotype.Component;

/** Writes phases and leaderboards that are new. */
@Component
public final class JdbcPhaseRows {
  private final JdbcClient jdbc;

  JdbcPhaseRows(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * Writes a leaderboard with its columns.
   *
   * @param position among those of the competition, counted from 0
   */
  public LeaderboardId insert(
      CompetitionId competition, int position, LeaderboardDefinition board) {
    var sql =
        """
        insert into leaderboard (competition_id, position, title, key, submission_rule, hidden,
                                 primary_index)
        values (:competition, :position, :title, :key, :rule, :hidden, :primary) returning id
        """;
    var id =
        written(jdbc.sql(sql), position, board)
            .param("competition", competition.value())
            .query((row, _) -> new LeaderboardId(row.getLong(1)))
            .single();
    insertColumns(id, board);
    return id;
  }

  /**
   * The statement with what a bundle says of a leaderboard as its parameters, for new boards and
   * changed ones alike.
   *
   * @param position among those of the competition, counted from 0
   */
  public static StatementSpec written(
      StatementSpec statement, int position, LeaderboardDefinition board) {
    return statement
        .param("position", position)
        .param("title", board.title())
        .param("key", board.key())
        .param("rule", board.submissionRule().text())
        .param("hidden", board.hidden())
        .param("primary", board.primaryIndex());
  }

  /** Writes the columns of a leaderboard that has none. */
  public void insertColumns(LeaderboardId id, LeaderboardDefinition board) {
    board.columns().forEach(column -> insert(id, column));
  }

  private void insert(LeaderboardId board, ColumnDefinition column) {
    var sql =
        """
        insert into leaderboard_column (leaderboard_id, index, key, title, sorting, precision, hidden,
                                        computation, computation_indexes)
        values (:board, :index, :key, :title, :sorting, :precision, :hidden, :computation, :indexes)
        """;
    var computation = column.computation();
    jdbc.sql(sql)
        .param("board", board.value())
        .param("index", column.index())
        .param("key", column.key())
        .param("title", column.title())
        .param("sorting", column.sorting().text())
        .param("precision", column.precision())
        .param("hidden", column.hidden())
        .param("computation", computation == null ? null : computation.operation().text())
        .param(
            "indexes",
            computation == null ? null : computation.indexes().toArray(Integer[]::new),
            Types.ARRAY)
        .update();
  }

  /** Writes a phase with its tasks. */
  public PhaseId insert(
      CompetitionId competition, LeaderboardId board, PhaseDefinition phase, PhaseData data) {
    var sql =
        """
        insert into phase (
          competition_id, leaderboard_id, position, name, description, starts_at, ends_at,
          max_submissions_per_day, max_submissions, execution_time_limit,
          auto_migrate_to_this_phase, hide_output, hide_prediction_output, hide_score_output,
          accepts_only_results, public_data, starting_kit, queue_id, has_been_migrated)
        values (
          :competition, :board, :position, :name, :description, :start, :end,
          nullif(:perDay, 0), nullif(:total, 0), :timeLimit,
          :autoMigrate, :hideOutput, :hidePrediction, :hideScore,
          :onlyResults, :publicData, :startingKit,
          (select q.id from queue q where q.key = :queue), :migrated)
        returning id
        """;
    return written(jdbc.sql(sql), phase, data)
        .param("competition", competition.value())
        .param("board", board.value())
        .param("migrated", phase.extras().hasBeenMigrated())
        .query((row, _) -> new PhaseId(row.getLong(1)))
        .single();
  }

  /**
   * The statement with what a bundle says of a phase as its parameters, for new phases and changed
   * ones alike.
   */
  public static StatementSpec written(
      StatementSpec statement, PhaseDefinition phase, PhaseData data) {
    var limits = phase.limits();
    var options = phase.options();
    return statement
        .param("position", phase.index())
        .param("name", phase.name())
        .param("description", phase.description())
        .param("start", SqlTime.of(phase.period().start()))
        .param("end", SqlTime.ofNullable(phase.period().end()), Types.TIMESTAMP_WITH_TIMEZONE)
        .param("perDay", limits.perDay())
        .param("total", limits.total())
        .param("timeLimit", Math.toIntExact(limits.executionTime().toSeconds()))
        .param("autoMigrate", options.autoMigrateToThisPhase())
        .param("hideOutput", options.hideOutput())
        .param("hidePrediction", options.hidePredictionOutput())
        .param("hideScore", options.hideScoreOutput())
        .param("onlyResults", options.acceptsOnlyResultSubmissions())
        .param("queue", phase.extras().queue(), Types.OTHER)
        .param("publicData", value(data.publicData()), Types.BIGINT)
        .param("startingKit", value(data.startingKit()), Types.BIGINT);
  }

  /** What a phase offers for download. */
  public record PhaseData(@Nullable DatasetId publicData, @Nullable DatasetId startingKit) {}

  /** Tasks of the competition's owner are followed; borrowed ones stay at their present version. */
  public void attach(PhaseId phase, List<TaskId> tasks) {
    var sql =
        """
        insert into phase_task (phase_id, task_id, position, task_version_id)
        select p.id, t.id, :position,
               case when t.owner_id <> c.owner_id then
                 (select id from task_version where task_id = t.id order by number desc limit 1) end
        from phase p
        join competition c on c.id = p.competition_id
        join task t on t.id = :task
        where p.id = :phase
        """;
    for (var position = 0; position < tasks.size(); position++) {
      jdbc.sql(sql)
          .param("phase", phase.value())
          .param("task", tasks.get(position).value())
          .param("position", position)
          .update();
    }
  }

  private static @Nullable Long value(@Nullable DatasetId id) {
    return id == null ? null : id.value();
  }
}
