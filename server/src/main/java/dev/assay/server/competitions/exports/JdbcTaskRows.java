package dev.assay.server.competitions.exports;

import dev.assay.bundle.competition.FileLabel;
import dev.assay.bundle.competition.TaskDefinition.TaskExtras;
import dev.assay.bundle.competition.TaskDefinition.TaskOpening;
import dev.assay.server.competitions.exports.StateRows.DatasetRow;
import dev.assay.server.competitions.exports.StateRows.SolutionRow;
import dev.assay.server.competitions.exports.StateRows.StoredFile;
import dev.assay.server.competitions.exports.StateRows.TaskRow;
import dev.assay.server.kernel.BlobId;
import dev.assay.server.kernel.CompetitionId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Reads the tasks of one competition, and the data sets that it uses; see {@link JdbcStateRows}.
 */
@Component
final class JdbcTaskRows {
  /** Tasks in the order in which they were made, which is that of the bundle they came from. */
  private static final String OF_THE_PHASES =
      """
      select distinct pt.task_id from phase p join phase_task pt on pt.phase_id = p.id
      where p.competition_id = :id and not p.is_hidden
      """;

  private final JdbcClient jdbc;

  JdbcTaskRows(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** The data sets that it uses anywhere, by their ids. */
  Map<Long, DatasetRow> datasets(CompetitionId id) {
    var sql =
        """
        with used as (
          select f.dataset from phase p,
            lateral (values (p.public_data), (p.starting_kit)) f (dataset)
          where p.competition_id = :id
          union
          select f.dataset from task_version v,
            lateral (values (v.scoring_program), (v.ingestion_program), (v.input_data),
                            (v.reference_data)) f (dataset)
          where v.task_id in (%1$s)
          union
          select dataset_id from solution where task_id in (%1$s))
        select d.id, d.key, d.blob_id, d.name, d.description, d.is_public, b.file_name
        from used u join dataset d on d.id = u.dataset join blob b on b.id = d.blob_id
        """
            .formatted(OF_THE_PHASES);
    return jdbc
        .sql(sql)
        .param("id", id.value())
        .query(
            (row, _) ->
                new DatasetRow(
                    row.getLong("id"),
                    row.getObject("key", UUID.class),
                    new StoredFile(new BlobId(row.getLong("blob_id")), row.getString("file_name")),
                    new FileLabel(
                        row.getString("name"),
                        row.getString("description"),
                        row.getBoolean("is_public"),
                        row.getObject("key", UUID.class))))
        .list()
        .stream()
        .collect(Collectors.toMap(DatasetRow::id, Function.identity()));
  }

  /**
   * With the version that the first phase measures with. To use a task is not to read its files: of
   * a borrowed one they are told only where the competition's owner may use them by themselves.
   */
  List<TaskRow> tasks(CompetitionId id, Map<Long, DatasetRow> datasets) {
    var sql =
        """
        select t.key, t.name, t.description, t.is_public, v.*, not exists (
                 select 1 from dataset d
                 where d.id in (v.scoring_program, v.ingestion_program, v.input_data, v.reference_data)
                   and d.owner_id <> c.owner_id and not d.is_public
                   and not exists (select 1 from dataset_share s
                                   where s.dataset_id = d.id and s.account_id = c.owner_id))
               as may_be_read
        from (select distinct on (pt.task_id) pt.task_id, pt.task_version_id
              from phase p join phase_task pt on pt.phase_id = p.id
              where p.competition_id = :id and not p.is_hidden
              order by pt.task_id, p.position) used
        join competition c on c.id = :id
        join task t on t.id = used.task_id
        join task_version v on v.id = coalesce(
          used.task_version_id,
          (select id from task_version where task_id = t.id order by number desc limit 1))
        order by t.id
        """;
    return jdbc.sql(sql).param("id", id.value()).query((row, _) -> task(row, datasets)).list();
  }

  private static TaskRow task(ResultSet row, Map<Long, DatasetRow> datasets) throws SQLException {
    return new TaskRow(
        row.getLong("task_id"),
        row.getObject("key", UUID.class),
        row.getString("name"),
        Objects.requireNonNullElse(row.getString("description"), ""),
        Objects.requireNonNull(dataset(row, "scoring_program", datasets), "scoring program"),
        dataset(row, "ingestion_program", datasets),
        dataset(row, "input_data", datasets),
        dataset(row, "reference_data", datasets),
        row.getBoolean("ingestion_only_during_scoring"),
        new TaskOpening(row.getBoolean("share_output"), row.getBoolean("show_reference_data")),
        new TaskExtras(
            row.getObject("key", UUID.class),
            row.getBoolean("is_public"),
            row.getInt("needs_gpus"),
            gibibytes(row)),
        row.getBoolean("may_be_read"));
  }

  /** The solutions of its tasks. */
  List<SolutionRow> solutions(CompetitionId id, Map<Long, DatasetRow> datasets) {
    var sql =
        """
        select task_id, dataset_id, name, description from solution
        where task_id in (%s) order by id
        """
            .formatted(OF_THE_PHASES);
    return jdbc.sql(sql)
        .param("id", id.value())
        .query(
            (row, _) ->
                new SolutionRow(
                    row.getLong("task_id"),
                    Objects.requireNonNull(dataset(row, "dataset_id", datasets), "solution"),
                    row.getString("name"),
                    Objects.requireNonNullElse(row.getString("description"), "")))
        .list();
  }

  /** How much memory a worker needs to have. */
  static int gibibytes(ResultSet row) throws SQLException {
    return Math.toIntExact(row.getLong("needs_memory_bytes") >> 30);
  }

  /** The data set that a column names; null if it names none. */
  static @Nullable DatasetRow dataset(ResultSet row, String column, Map<Long, DatasetRow> datasets)
      throws SQLException {
    var id = row.getObject(column, Long.class);
    return id == null
        ? null
        : Objects.requireNonNull(datasets.get(id), () -> "data set " + id + " of " + column);
  }
}
