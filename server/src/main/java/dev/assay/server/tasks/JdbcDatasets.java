package dev.assay.server.tasks;

import dev.assay.server.kernel.AccountId;
import dev.assay.server.kernel.BlobId;
import dev.assay.server.kernel.DatasetId;
import dev.assay.server.kernel.SqlTime;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

@Component
final class JdbcDatasets implements Datasets {
  private final JdbcClient jdbc;
  private final Clock clock;

  JdbcDatasets(JdbcClient jdbc, Clock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  @Override
  public DatasetId create(NewDataset dataset) {
    var sql =
        """
        insert into dataset (key, type, name, description, owner_id, blob_id, is_public, created_at)
        values (:key, :type, :name, :description, :owner, :blob, :public, :now) returning id
        """;
    return jdbc.sql(sql)
        .param("key", UUID.randomUUID())
        .param("type", dataset.type().text())
        .param("name", dataset.name())
        .param("description", dataset.description())
        .param("owner", dataset.owner().value())
        .param("blob", dataset.blob().value())
        .param("public", dataset.isPublic())
        .param("now", SqlTime.of(clock.instant()))
        .query((row, _) -> new DatasetId(row.getLong(1)))
        .single();
  }

  @Override
  public Optional<Dataset> find(DatasetId id) {
    return jdbc.sql("select id, type, name, blob_id from dataset where id = :id")
        .param("id", id.value())
        .query(JdbcDatasets::dataset)
        .optional();
  }

  @Override
  public Optional<Dataset> usable(UUID key, AccountId account) {
    var sql =
        """
        select id, type, name, blob_id from dataset d
        where key = :key
          and (owner_id = :account or is_public
               or exists (select 1 from dataset_share s
                          where s.dataset_id = d.id and s.account_id = :account))
        """;
    return jdbc.sql(sql)
        .param("key", key)
        .param("account", account.value())
        .query(JdbcDatasets::dataset)
        .optional();
  }

  static Dataset dataset(ResultSet row, int number) throws SQLException {
    return new Dataset(
        new DatasetId(row.getLong("id")),
        DatasetType.of(row.getString("type")),
        row.getString("name"),
        new BlobId(row.getLong("blob_id")));
  }
}
