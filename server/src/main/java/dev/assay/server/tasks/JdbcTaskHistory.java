package dev.assay.server.tasks;

import dev.assay.server.kernel.DatasetId;
import dev.assay.server.kernel.SqlTime;
import dev.assay.server.kernel.TaskId;
import dev.assay.server.kernel.TaskVersionId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.EnumMap;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

@Component
final class JdbcTaskHistory implements TaskHistory {
  private static final List<DatasetType> PARTS =
      List.of(
          DatasetType.SCORING_PROGRAM,
          DatasetType.INGESTION_PROGRAM,
          DatasetType.INPUT_DATA,
          DatasetType.REFERENCE_DATA);

  private final JdbcClient jdbc;

  JdbcTaskHistory(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public List<Version> versions(TaskId task) {
    var sql =
        """
        select v.*, s.key as scoring_program_key, s.name as scoring_program_name,
               g.key as ingestion_program_key, g.name as ingestion_program_name,
               i.key as input_data_key, i.name as input_data_name,
               r.key as reference_data_key, r.name as reference_data_name
        from task_version v
        join dataset s on s.id = v.scoring_program
        left join dataset g on g.id = v.ingestion_program
        left join dataset i on i.id = v.input_data
        left join dataset r on r.id = v.reference_data
        where v.task_id = :task order by v.number desc
        """;
    return jdbc.sql(sql).param("task", task.value()).query(JdbcTaskHistory::version).list();
  }

  private static Version version(ResultSet row, int number) throws SQLException {
    var parts = new EnumMap<DatasetType, Part>(DatasetType.class);
    for (var type : PARTS) {
      var key = row.getObject(type.text() + "_key", UUID.class);
      if (key != null) {
        var id = new DatasetId(row.getLong(type.text()));
        parts.put(type, new Part(id, key, row.getString(type.text() + "_name")));
      }
    }
    return new Version(
        new TaskVersionId(row.getLong("id")),
        row.getInt("number"),
        SqlTime.read(row, "created_at"),
        row.getString("note"),
        parts,
        row.getBoolean("ingestion_only_during_scoring"),
        row.getBoolean("share_output"),
        row.getBoolean("show_reference_data"),
        new NewTask.Needs(row.getInt("needs_gpus"), row.getLong("needs_memory_bytes")));
  }
}
