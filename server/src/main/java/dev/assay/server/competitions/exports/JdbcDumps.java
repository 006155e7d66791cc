package dev.assay.server.competitions.exports;

import dev.assay.server.competitions.exports.Dump.Content;
import dev.assay.server.competitions.exports.Dump.State;
import dev.assay.server.kernel.AccountId;
import dev.assay.server.kernel.BlobId;
import dev.assay.server.kernel.CompetitionId;
import dev.assay.server.kernel.SqlTime;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The rows of dumps. Every change names the states it may start from and says whether it held. */
@Component
final class JdbcDumps {
  private static final String SELECT =
      """
      select d.*, a.display_name as by, coalesce(b.size, 0) as size
      from competition_dump d
      join account a on a.id = d.account_id
      left join blob b on b.id = d.blob_id
      """;

  private final JdbcClient jdbc;
  private final Clock clock;

  JdbcDumps(JdbcClient jdbc, Clock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  long queue(CompetitionId competition, AccountId by, Content content) {
    var sql =
        """
        insert into competition_dump (competition_id, account_id, content, state, created_at)
        values (:competition, :by, :content, 'queued', :now) returning id
        """;
    return jdbc.sql(sql)
        .param("competition", competition.value())
        .param("by", by.value())
        .param("content", content.text())
        .param("now", SqlTime.of(clock.instant()))
        .query(Long.class)
        .single();
  }

  Optional<Dump> find(long id) {
    return jdbc.sql(SELECT + "where d.id = :id").param("id", id).query(JdbcDumps::dump).optional();
  }

  /** The newest first. */
  List<Dump> list(CompetitionId competition) {
    return jdbc.sql(SELECT + "where d.competition_id = :id order by d.id desc")
        .param("id", competition.value())
        .query(JdbcDumps::dump)
        .list();
  }

  /** Begins or goes on; false if it has come to an end already, or is gone. */
  boolean begin(long id) {
    var sql =
        """
        update competition_dump set state = 'running', progress = 'Reading the competition'
        where id = :id and state in ('queued', 'running')
        """;
    return jdbc.sql(sql).param("id", id).update() == 1;
  }

  void progress(long id, String words) {
    jdbc.sql("update competition_dump set progress = :words where id = :id and state = 'running'")
        .param("id", id)
        .param("words", words)
        .update();
  }

  /** Lists the bundle; false if another process was quicker, or the dump is gone. */
  boolean finish(long id, BlobId bundle) {
    var sql =
        """
        update competition_dump
        set state = 'finished', progress = '', blob_id = :bundle, ended_at = :now
        where id = :id and state = 'running'
        """;
    return jdbc.sql(sql)
            .param("id", id)
            .param("bundle", bundle.value())
            .param("now", SqlTime.of(clock.instant()))
            .update()
        == 1;
  }

  void fail(long id, String error) {
    var sql =
        """
        update competition_dump set state = 'failed', progress = '', error = :error, ended_at = :now
        where id = :id and state in ('queued', 'running')
        """;
    jdbc.sql(sql)
        .param("id", id)
        .param("error", error)
        .param("now", SqlTime.of(clock.instant()))
        .update();
  }

  /** Takes a dump off the list, also one that is being made. */
  void delete(long id) {
    jdbc.sql("delete from competition_dump where id = :id").param("id", id).update();
  }

  private static Dump dump(ResultSet row, int number) throws SQLException {
    var blob = row.getObject("blob_id", Long.class);
    return new Dump(
        row.getLong("id"),
        new CompetitionId(row.getLong("competition_id")),
        row.getString("by"),
        Content.valueOf(row.getString("content").toUpperCase(Locale.ROOT)),
        State.valueOf(row.getString("state").toUpperCase(Locale.ROOT)),
        row.getString("progress"),
        row.getString("error"),
        blob == null ? null : new BlobId(blob),
        row.getLong("size"),
        SqlTime.read(row, "created_at"));
  }
}
