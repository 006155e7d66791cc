package dev.assay.server.tasks;

import dev.assay.server.kernel.BlobId;
import dev.assay.server.kernel.PhaseId;
import dev.assay.server.kernel.TaskId;
import dev.assay.server.kernel.TaskVersionId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

@Component
final class JdbcTasks implements Tasks {
  private static final String VERSION =
      """
      select v.id, v.task_id, v.number, t.name,
             scoring.blob_id as scoring_program, ingestion.blob_id as ingestion_program,
             input.blob_id as input_data, reference.blob_id as reference_data,
             v.ingestion_only_during_scoring, v.share_output, v.show_reference_data
      from task_version v
      join task t on t.id = v.task_id
      join dataset scoring on scoring.id = v.scoring_program
      left join dataset ingestion on ingestion.id = v.ingestion_program
      left join dataset input on input.id = v.input_data
      left join dataset reference on reference.id = v.reference_data
      """;

  private final JdbcClient jdbc;

  JdbcTasks(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public List<TaskVersion> currentVersions(PhaseId phase) {
    var ofPhase =
        """
        join phase_task p on p.task_id = v.task_id
        where p.phase_id = :phase
          and v.id = coalesce(p.task_version_id,
                              (select id from task_version where task_id = p.task_id
                               order by number desc limit 1))
        order by p.position
        """;
    return jdbc.sql(VERSION + ofPhase)
        .param("phase", phase.value())
        .query(JdbcTasks::version)
        .list();
  }

  @Override
  public TaskVersion version(TaskVersionId id) {
    return jdbc.sql(VERSION + "where v.id = :id")
        .param("id", id.value())
        .query(JdbcTasks::version)
        .optional()
        .orElseThrow(() -> new NoSuchElementException("There is no task version " + id));
  }

  private static TaskVersion version(ResultSet row, int number) throws SQLException {
    return new TaskVersion(
        new TaskVersionId(row.getLong("id")),
        new TaskId(row.getLong("task_id")),
        row.getInt("number"),
        row.getString("name"),
        new BlobId(row.getLong("scoring_program")),
        blob(row, "ingestion_program"),
        blob(row, "input_data"),
        blob(row, "reference_data"),
        row.getBoolean("ingestion_only_during_scoring"),
        row.getBoolean("share_output"),
        row.getBoolean("show_reference_data"));
  }

  private static @Nullable BlobId blob(ResultSet row, String column) throws SQLException {
    long id = row.getLong(column);
    return row.wasNull() ? null : new BlobId(id);
  }
}
