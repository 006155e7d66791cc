package dev.assay.server.uploads;

import dev.assay.server.kernel.AccountId;
import dev.assay.server.kernel.BlobId;
import dev.assay.server.kernel.SqlTime;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The rows of uploads. */
@Component
final class JdbcUploads {
  private final JdbcClient jdbc;
  private final Clock clock;

  JdbcUploads(JdbcClient jdbc, Clock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  void insert(Upload upload) {
    var sql =
        """
        insert into upload (id, account_id, purpose, file_name, size, object_key, created_at, touched_at)
        values (:id, :account, :purpose, :name, :size, :key, :now, :now)
        """;
    jdbc.sql(sql)
        .param("id", upload.id().value())
        .param("account", upload.account().value())
        .param("purpose", upload.purpose())
        .param("name", upload.fileName())
        .param("size", upload.size())
        .param("key", upload.objectKey())
        .param("now", now())
        .update();
  }

  Optional<Upload> find(UploadId id) {
    return jdbc.sql("select * from upload where id = :id")
        .param("id", id.value())
        .query(JdbcUploads::upload)
        .optional();
  }

  int unfinished(AccountId account) {
    return jdbc.sql("select count(*) from upload where account_id = :account and whole_at is null")
        .param("account", account.value())
        .query(Integer.class)
        .single();
  }

  /** Notes who writes from now on; false if there is nothing to write any more. */
  boolean claim(UploadId id, String writer) {
    var sql =
        """
        update upload set writer = :writer, touched_at = :now where id = :id and whole_at is null
        """;
    return jdbc.sql(sql)
            .param("id", id.value())
            .param("writer", writer)
            .param("now", now())
            .update()
        == 1;
  }

  /** Notes how much is on the disk; false if the upload is gone, or somebody else writes. */
  boolean progress(UploadId id, String writer, long received) {
    var sql =
        """
        update upload set received = greatest(received, :received), touched_at = :now
        where id = :id and writer = :writer and whole_at is null
        """;
    return jdbc.sql(sql)
            .param("id", id.value())
            .param("writer", writer)
            .param("received", received)
            .param("now", now())
            .update()
        == 1;
  }

  /**
   * The last byte is on the disk since now; false if the upload is gone or somebody else writes.
   */
  boolean whole(UploadId id, String writer, String sha256) {
    var sql =
        """
        update upload set received = size, sha256 = :sha256, whole_at = :now, touched_at = :now
        where id = :id and writer = :writer and whole_at is null
        """;
    return jdbc.sql(sql)
            .param("id", id.value())
            .param("writer", writer)
            .param("sha256", sha256)
            .param("now", now())
            .update()
        == 1;
  }

  void sealed(UploadId id, BlobId blob) {
    jdbc.sql("update upload set blob_id = :blob where id = :id")
        .param("id", id.value())
        .param("blob", blob.value())
        .update();
  }

  boolean use(UploadId id, String result) {
    return jdbc.sql("update upload set used_for = :result where id = :id and used_for is null")
            .param("id", id.value())
            .param("result", result)
            .update()
        == 1;
  }

  /** Takes out of the table what nobody went on with; the caller removes the drafts. */
  List<String> forgetUnfinished(Instant restingSince) {
    return jdbc.sql(
            "delete from upload where whole_at is null and touched_at < :since returning object_key")
        .param("since", SqlTime.of(restingSince))
        .query(String.class)
        .list();
  }

  /**
   * Takes out of the table what is whole and old; its object is then held by its use, or by none.
   */
  int forgetWhole(Instant wholeBefore) {
    return jdbc.sql("delete from upload where whole_at < :before and blob_id is not null")
        .param("before", SqlTime.of(wholeBefore))
        .update();
  }

  boolean isOnRecord(String objectKey) {
    return jdbc.sql("select exists (select 1 from upload where object_key = :key)")
        .param("key", objectKey)
        .query(Boolean.class)
        .single();
  }

  boolean delete(UploadId id) {
    return jdbc.sql("delete from upload where id = :id and whole_at is null")
            .param("id", id.value())
            .update()
        == 1;
  }

  private OffsetDateTime now() {
    return SqlTime.of(clock.instant());
  }

  private static Upload upload(ResultSet row, int number) throws SQLException {
    var wholeAt = SqlTime.readNullable(row, "whole_at");
    var blob = row.getObject("blob_id", Long.class);
    return new Upload(
        new UploadId(row.getObject("id", UUID.class)),
        new AccountId(row.getLong("account_id")),
        row.getString("purpose"),
        row.getString("file_name"),
        row.getLong("size"),
        row.getLong("received"),
        row.getString("object_key"),
        row.getString("writer"),
        wholeAt == null ? null : new Upload.Whole(row.getString("sha256"), wholeAt),
        blob == null ? null : new BlobId(blob),
        row.getString("used_for"),
        SqlTime.read(row, "touched_at"));
  }
}
