package dev.assay.server.tasks.library;

import dev.assay.server.kernel.DatasetId;
import dev.assay.server.kernel.TaskId;
import dev.assay.server.tasks.TaskHistory.Part;
import java.util.List;
import java.util.UUID;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/** Changes and deletes what stands in the library. */
@Component
class JdbcShelf {
  private final JdbcClient jdbc;
  private final TransactionOperations transactions;

  JdbcShelf(JdbcClient jdbc, TransactionOperations transactions) {
    this.jdbc = jdbc;
    this.transactions = transactions;
  }

  UUID key(DatasetId id) {
    return jdbc.sql("select key from dataset where id = :id")
        .param("id", id.value())
        .query(UUID.class)
        .single();
  }

  UUID key(TaskId id) {
    return jdbc.sql("select key from task where id = :id")
        .param("id", id.value())
        .query(UUID.class)
        .single();
  }

  void describe(DatasetId id, String name, String description) {
    jdbc.sql("update dataset set name = :name, description = :description where id = :id")
        .param("id", id.value())
        .param("name", name)
        .param("description", description)
        .update();
  }

  void describe(TaskId id, String name, String description) {
    jdbc.sql("update task set name = :name, description = :description where id = :id")
        .param("id", id.value())
        .param("name", name)
        .param("description", description)
        .update();
  }

  boolean isUsed(DatasetId id) {
    return jdbc.sql(
            """
            select exists (select 1 from task_version v
                           where :id in (v.scoring_program, v.ingestion_program, v.input_data,
                                         v.reference_data))
                or exists (select 1 from solution where dataset_id = :id)
                or exists (select 1 from phase where :id in (public_data, starting_kit))""")
        .param("id", id.value())
        .query(Boolean.class)
        .single();
  }

  boolean isUsed(TaskId id) {
    return jdbc.sql(
            """
            select exists (select 1 from phase_task where task_id = :id)
                or exists (select 1 from evaluation where task_id = :id)""")
        .param("id", id.value())
        .query(Boolean.class)
        .single();
  }

  /** The references to it decide; whoever begins to use it meanwhile wins. */
  boolean delete(DatasetId id) {
    return deletes("delete from dataset where id = :id", id.value());
  }

  /** False, with nothing changed, where a phase or a result refers to it. */
  boolean delete(TaskId id) {
    return deletes(
        """
        with gone as (delete from solution where task_id = :id),
             versions as (delete from task_version where task_id = :id)
        delete from task where id = :id
        """,
        id.value());
  }

  private boolean deletes(String sql, long id) {
    try {
      transactions.executeWithoutResult(_ -> jdbc.sql(sql).param("id", id).update());
      return true;
    } catch (DataIntegrityViolationException e) {
      return false;
    }
  }

  /** A task that uses a data set, of whomever it is. */
  record TaskUse(UUID key, String name, int version) {}

  /** The tasks with the newest version in which they use it. */
  List<TaskUse> tasksUsing(DatasetId id) {
    return jdbc.sql(
            """
            select t.key, t.name, max(v.number) as version
            from task t
            join task_version v on v.task_id = t.id
            where v.id in (
              select id from task_version where scoring_program = :id
              union select id from task_version where ingestion_program = :id
              union select id from task_version where input_data = :id
              union select id from task_version where reference_data = :id
              union select v.id from solution s join task_version v on v.task_id = s.task_id
                    where s.dataset_id = :id)
            group by t.id order by t.id desc limit 200""")
        .param("id", id.value())
        .query(
            (row, _) ->
                new TaskUse(
                    row.getObject("key", UUID.class), row.getString("name"), row.getInt("version")))
        .list();
  }

  /** Its sample solutions. */
  List<Part> solutions(TaskId task) {
    return jdbc.sql(
            """
            select d.id, d.key, coalesce(nullif(s.name, ''), d.name) as name
            from solution s join dataset d on d.id = s.dataset_id
            where s.task_id = :task order by s.id""")
        .param("task", task.value())
        .query(
            (row, _) ->
                new Part(
                    new DatasetId(row.getLong("id")),
                    row.getObject("key", UUID.class),
                    row.getString("name")))
        .list();
  }
}
