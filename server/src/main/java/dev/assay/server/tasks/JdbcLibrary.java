package dev.assay.server.tasks;

import dev.assay.server.kernel.AccountId;
import dev.assay.server.kernel.BlobId;
import dev.assay.server.kernel.DatasetId;
import dev.assay.server.kernel.SqlTime;
import dev.assay.server.kernel.TaskId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

@Component
final class JdbcLibrary implements Library {
  /**
   * What somebody may use of a table: three parts with an index each; the first reason why they may
   * is named.
   */
  private static final String USABLE =
      """
      with usable as (
        select id, 'OWN' as reach from %1$s where owner_id = :account
        union all
        select s.%1$s_id, 'SHARED' from %1$s_share s
        join %1$s one on one.id = s.%1$s_id
        where s.account_id = :account and one.owner_id <> :account
        union all
        select id, 'PUBLIC' from %1$s one
        where is_public and owner_id <> :account
          and not exists (select 1 from %1$s_share s
                          where s.%1$s_id = one.id and s.account_id = :account))
      """;

  private static final String USABLE_DATASETS =
      USABLE.formatted("dataset")
          + """
      select d.id, d.key, d.type, d.name, d.description, d.owner_id, u.reach, d.is_public, d.blob_id,
             b.file_name, b.size, b.sha256, d.created_at
      from usable u
      join dataset d on d.id = u.id
      join blob b on b.id = d.blob_id
      """;

  private static final String USABLE_TASKS =
      USABLE.formatted("task")
          + """
      select t.id, t.key, t.name, coalesce(t.description, '') as description, t.owner_id, u.reach,
             t.is_public, v.number, t.created_at, v.created_at as changed_at
      from usable u
      join task t on t.id = u.id
      join task_version v on v.task_id = t.id
        and v.number = (select max(number) from task_version where task_id = t.id)
      """;

  private static final String LIKE =
      """
      (%1$s.name ilike :like escape '\\' or %1$s.description ilike :like escape '\\')
      """;

  private final JdbcClient jdbc;

  JdbcLibrary(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public List<LibraryDataset> datasets(LibraryQuery query) {
    var where =
        """
        where u.reach in (:reaches) and d.id < :before
          and (cast(:type as text) is null or d.type = :type)
          and (:like = '%%%%' or %s)
        order by d.id desc limit :limit
        """
            .formatted(LIKE.formatted("d"));
    var type = query.type();
    return select(USABLE_DATASETS + where, query)
        .param("type", type == null ? null : type.text())
        .query(JdbcLibrary::dataset)
        .list();
  }

  @Override
  public List<LibraryTask> tasks(LibraryQuery query) {
    var where =
        """
        where u.reach in (:reaches) and t.id < :before
          and (:like = '%%%%' or %s)
        order by t.id desc limit :limit
        """
            .formatted(LIKE.formatted("t"));
    return select(USABLE_TASKS + where, query).query(JdbcLibrary::task).list();
  }

  private JdbcClient.StatementSpec select(String sql, LibraryQuery query) {
    return jdbc.sql(sql)
        .param("account", query.account().value())
        .param("reaches", query.reaches().stream().map(Reach::name).toList())
        .param("before", query.before())
        .param("like", "%" + query.text().replaceAll("([\\\\%_])", "\\\\$1") + "%")
        .param("limit", query.limit());
  }

  @Override
  public Optional<LibraryDataset> dataset(UUID key, AccountId account) {
    return jdbc.sql(USABLE_DATASETS + "where d.key = :key")
        .param("key", key)
        .param("account", account.value())
        .query(JdbcLibrary::dataset)
        .optional();
  }

  @Override
  public Optional<LibraryTask> task(UUID key, AccountId account) {
    return jdbc.sql(USABLE_TASKS + "where t.key = :key")
        .param("key", key)
        .param("account", account.value())
        .query(JdbcLibrary::task)
        .optional();
  }

  private static LibraryDataset dataset(ResultSet row, int number) throws SQLException {
    return new LibraryDataset(
        new DatasetId(row.getLong("id")),
        row.getObject("key", UUID.class),
        DatasetType.of(row.getString("type")),
        row.getString("name"),
        row.getString("description"),
        new AccountId(row.getLong("owner_id")),
        Reach.valueOf(row.getString("reach")),
        row.getBoolean("is_public"),
        new BlobId(row.getLong("blob_id")),
        row.getString("file_name"),
        row.getLong("size"),
        row.getString("sha256"),
        SqlTime.read(row, "created_at"));
  }

  private static LibraryTask task(ResultSet row, int number) throws SQLException {
    return new LibraryTask(
        new TaskId(row.getLong("id")),
        row.getObject("key", UUID.class),
        row.getString("name"),
        row.getString("description"),
        new AccountId(row.getLong("owner_id")),
        Reach.valueOf(row.getString("reach")),
        row.getBoolean("is_public"),
        row.getInt("number"),
        SqlTime.read(row, "created_at"),
        SqlTime.read(row, "changed_at"));
  }
}
