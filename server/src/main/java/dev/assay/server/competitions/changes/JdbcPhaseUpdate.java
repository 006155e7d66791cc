package dev.assay.server.competitions.changes;

import dev.assay.bundle.competition.PhaseDefinition;
import dev.assay.server.competitions.imports.JdbcPhaseRows;
import dev.assay.server.competitions.imports.JdbcPhaseRows.PhaseData;
import dev.assay.server.kernel.CompetitionId;
import dev.assay.server.kernel.LeaderboardId;
import dev.assay.server.kernel.PhaseId;
import dev.assay.server.kernel.SqlTime;
import dev.assay.server.kernel.TaskId;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Changes the phases of a competition. */
@Component
final class JdbcPhaseUpdate {
  private final JdbcClient jdbc;
  private final JdbcPhaseRows rows;
  private final Clock clock;

  JdbcPhaseUpdate(JdbcClient jdbc, JdbcPhaseRows rows, Clock clock) {
    this.jdbc = jdbc;
    this.rows = rows;
    this.clock = clock;
  }

  /** Takes all places away, so that phases can change theirs one by one. */
  void clearPlaces(CompetitionId id) {
    jdbc.sql("update phase set position = -1000000 - id where competition_id = :id")
        .param("id", id.value())
        .update();
  }

  PhaseId add(
      CompetitionId id,
      LeaderboardId board,
      PhaseDefinition phase,
      PhaseData data,
      List<TaskId> tasks) {
    var made = rows.insert(id, board, phase, data);
    rows.attach(made, tasks);
    return made;
  }

  /** What has been migrated stays so: it happened. */
  void update(
      UUID key, LeaderboardId board, PhaseDefinition phase, PhaseData data, List<TaskId> tasks) {
    var sql =
        """
        update phase set
          position = :position, name = :name, description = :description, starts_at = :start,
          ends_at = :end, max_submissions_per_day = nullif(:perDay, 0),
          max_submissions = nullif(:total, 0), execution_time_limit = :timeLimit,
          auto_migrate_to_this_phase = :autoMigrate, hide_output = :hideOutput,
          hide_prediction_output = :hidePrediction, hide_score_output = :hideScore,
          accepts_only_results = :onlyResults, public_data = :publicData,
          starting_kit = :startingKit, is_hidden = false, leaderboard_id = :board,
          queue_id = (select q.id from queue q where q.key = :queue)
        where key = :key returning id
        """;
    var id =
        JdbcPhaseRows.written(jdbc.sql(sql), phase, data)
            .param("key", key)
            .param("board", board.value())
            .query((row, _) -> new PhaseId(row.getLong(1)))
            .single();
    attach(id, tasks);
  }

  /** Tasks that stay keep the version they are measured with. */
  private void attach(PhaseId id, List<TaskId> wanted) {
    var values = wanted.stream().map(TaskId::value).toArray(Long[]::new);
    jdbc.sql("delete from phase_task where phase_id = :id and task_id <> all(:wanted)")
        .param("id", id.value())
        .param("wanted", values)
        .update();
    var there =
        jdbc.sql("select task_id from phase_task where phase_id = :id")
            .param("id", id.value())
            .query((row, _) -> new TaskId(row.getLong(1)))
            .list();
    rows.attach(id, wanted.stream().filter(task -> !there.contains(task)).toList());
    for (var position = 0; position < wanted.size(); position++) {
      jdbc.sql(
              "update phase_task set position = :position where phase_id = :id and task_id = :task")
          .param("id", id.value())
          .param("task", wanted.get(position).value())
          .param("position", position)
          .update();
    }
  }

  /** Takes a phase out: deleted if nobody has submitted to it, else closed and hidden. */
  void remove(UUID key) {
    // Waits for a submission that is being received, and lets no other in before the end.
    jdbc.sql("select id from phase where key = :key for update")
        .param("key", key)
        .query()
        .listOfRows();
    var deleted =
        jdbc.sql(
                """
                delete from phase p where key = :key
                  and not exists (select 1 from submission s where s.phase_id = p.id)
                  and not exists (select 1 from rerun r where r.phase_id = p.id)
                """)
            .param("key", key)
            .update();
    if (deleted == 0) {
      jdbc.sql(
              """
              update phase set is_hidden = true,
                ends_at = least(coalesce(ends_at, :now), greatest(:now, starts_at))
              where key = :key
              """)
          .param("key", key)
          .param("now", SqlTime.of(clock.instant()))
          .update();
    }
  }

  /** All phases, hidden ones too. */
  List<PhaseId> all(CompetitionId id) {
    return jdbc.sql("select id from phase where competition_id = :id order by id")
        .param("id", id.value())
        .query((row, _) -> new PhaseId(row.getLong(1)))
        .list();
  }
}
