package dev.assay.server.competitions.changes;

import dev.assay.bundle.competition.TaskDefinition.NewTask;
import dev.assay.server.kernel.AccountId;
import dev.assay.server.kernel.CompetitionId;
import dev.assay.server.kernel.DatasetId;
import dev.assay.server.kernel.TaskId;
import dev.assay.server.kernel.TaskVersionId;
import dev.assay.server.tasks.DatasetType;
import dev.assay.server.tasks.NewTask.Needs;
import dev.assay.server.tasks.NewTask.Parts;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads and changes what of a task may change: its name, its words and its solutions. */
@Component
final class JdbcTaskUpdate {
  private final JdbcClient jdbc;

  JdbcTaskUpdate(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  AccountId owner(CompetitionId id) {
    return jdbc.sql("select owner_id from competition where id = :id")
        .param("id", id.value())
        .query((row, _) -> new AccountId(row.getLong(1)))
        .single();
  }

  TaskId task(UUID key) {
    return jdbc.sql("select id from task where key = :key")
        .param("key", key)
        .query((row, _) -> new TaskId(row.getLong(1)))
        .single();
  }

  /** A version and what it consists of. */
  record Newest(TaskVersionId id, Parts parts) {}

  Newest newest(TaskId task) {
    var sql = "select * from task_version where task_id = :task order by number desc limit 1";
    return jdbc.sql(sql)
        .param("task", task.value())
        .query((row, _) -> new Newest(new TaskVersionId(row.getLong("id")), parts(row)))
        .single();
  }

  /** What the first phase that has the task measures with; the newest where none has it. */
  Parts usedParts(CompetitionId competition, TaskId task) {
    var sql =
        """
        select v.* from task_version v where v.task_id = :task
        order by v.id = (select pt.task_version_id
                         from phase p join phase_task pt on pt.phase_id = p.id
                         where p.competition_id = :competition and pt.task_id = :task
                           and not p.is_hidden
                         order by p.position limit 1) desc nulls last, v.number desc
        limit 1
        """;
    return jdbc.sql(sql)
        .param("task", task.value())
        .param("competition", competition.value())
        .query((row, _) -> parts(row))
        .single();
  }

  /** Phases that stay at a version stay at this one from now on; the others follow the newest. */
  void pinAnew(CompetitionId competition, TaskId task, TaskVersionId version) {
    var sql =
        """
        update phase_task pt set task_version_id = :version
        from phase p
        where p.id = pt.phase_id and p.competition_id = :competition and pt.task_id = :task
          and pt.task_version_id is not null
        """;
    jdbc.sql(sql)
        .param("version", version.value())
        .param("competition", competition.value())
        .param("task", task.value())
        .update();
  }

  private static Parts parts(ResultSet row) throws SQLException {
    return new Parts(
        new DatasetId(row.getLong("scoring_program")),
        dataset(row, "ingestion_program"),
        dataset(row, "input_data"),
        dataset(row, "reference_data"),
        row.getBoolean("ingestion_only_during_scoring"),
        row.getBoolean("share_output"),
        row.getBoolean("show_reference_data"),
        new Needs(row.getInt("needs_gpus"), row.getLong("needs_memory_bytes")));
  }

  private static @Nullable DatasetId dataset(ResultSet row, String column) throws SQLException {
    var id = row.getObject(column, Long.class);
    return id == null ? null : new DatasetId(id);
  }

  void rename(TaskId task, NewTask wanted) {
    jdbc.sql(
            """
            update task set name = :name, description = :description, is_public = :public where id = :id
            """)
        .param("id", task.value())
        .param("name", wanted.name())
        .param("description", wanted.description())
        .param("public", wanted.extras().isPublic())
        .update();
  }

  void clearSolutions(TaskId task) {
    jdbc.sql("delete from solution where task_id = :task").param("task", task.value()).update();
  }

  /**
   * The data sets of all versions that the competition's tasks have had, of its phases and
   * solutions.
   */
  Map<DatasetsInUse.Use, DatasetId> datasetsInUse(CompetitionId id) {
    var sql =
        """
        with tasks as (
          select pt.task_id from phase p join phase_task pt on pt.phase_id = p.id
          where p.competition_id = :id
          union
          select e.task_id from phase p join submission s on s.phase_id = p.id
          join evaluation e on e.submission_id = s.id where p.competition_id = :id),
        used as (
          select f.dataset from phase p, lateral (values (p.public_data), (p.starting_kit)) f (dataset)
          where p.competition_id = :id
          union
          select f.dataset from task_version v,
            lateral (values (v.scoring_program), (v.ingestion_program), (v.input_data),
                            (v.reference_data)) f (dataset)
          where v.task_id in (select task_id from tasks)
          union
          select dataset_id from solution where task_id in (select task_id from tasks))
        select d.id, d.type, b.sha256
        from used u join dataset d on d.id = u.dataset join blob b on b.id = d.blob_id order by d.id
        """;
    var found = new HashMap<DatasetsInUse.Use, DatasetId>();
    jdbc.sql(sql)
        .param("id", id.value())
        .query(
            row -> {
              found.putIfAbsent(
                  new DatasetsInUse.Use(
                      DatasetType.of(row.getString("type")), row.getString("sha256")),
                  new DatasetId(row.getLong("id")));
            });
    return found;
  }
}
