package dev.assay.server.competitions.imports;

import dev.assay.bundle.Finding;
import dev.assay.bundle.FindingJson;
import dev.assay.server.kernel.AccountId;
import dev.assay.server.kernel.BlobId;
import dev.assay.server.kernel.CompetitionId;
import dev.assay.server.kernel.SqlTime;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The rows of imports. Every change names the states it may start from and says whether it held.
 */
@Component
final class JdbcImports {
  private final JdbcClient jdbc;
  private final Clock clock;

  JdbcImports(JdbcClient jdbc, Clock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  ImportId queue(AccountId account, BlobId bundle) {
    var sql =
        """
        insert into competition_import (account_id, blob_id, state, created_at)
        values (:account, :bundle, 'queued', :now) returning id
        """;
    return jdbc.sql(sql)
        .param("account", account.value())
        .param("bundle", bundle.value())
        .param("now", SqlTime.of(clock.instant()))
        .query((row, _) -> new ImportId(row.getLong(1)))
        .single();
  }

  Optional<BundleImport> find(ImportId id) {
    return jdbc.sql("select * from competition_import where id = :id")
        .param("id", id.value())
        .query(JdbcImports::row)
        .optional();
  }

  /** Begins or goes on; false if it has come to an end already. */
  boolean begin(ImportId id) {
    var sql =
        """
        update competition_import set state = 'running', progress = 'Checking the bundle'
        where id = :id and state in ('queued', 'running')
        """;
    return jdbc.sql(sql).param("id", id.value()).update() == 1;
  }

  void progress(ImportId id, String words) {
    jdbc.sql("update competition_import set progress = :words where id = :id and state = 'running'")
        .param("id", id.value())
        .param("words", words)
        .update();
  }

  void keepFindings(ImportId id, List<Finding> findings) {
    var sql =
        """
        update competition_import set findings = :findings::jsonb
        where id = :id and state = 'running'
        """;
    jdbc.sql(sql).param("id", id.value()).param("findings", FindingJson.write(findings)).update();
  }

  void refuse(ImportId id, List<Finding> findings) {
    var sql =
        """
        update competition_import
        set state = 'refused', findings = :findings::jsonb, progress = '', ended_at = :now
        where id = :id and state = 'running'
        """;
    jdbc.sql(sql)
        .param("id", id.value())
        .param("findings", FindingJson.write(findings))
        .param("now", SqlTime.of(clock.instant()))
        .update();
  }

  /**
   * Holds the row until the end of the transaction, so that of two processes that both believe the
   * import theirs only one creates something; false if it has come to an end already.
   */
  boolean holdRunning(ImportId id) {
    return jdbc.sql(
            "select id from competition_import where id = :id and state = 'running' for update")
        .param("id", id.value())
        .query(Long.class)
        .optional()
        .isPresent();
  }

  void finish(ImportId id, CompetitionId competition) {
    var sql =
        """
        update competition_import
        set state = 'finished', competition_id = :competition, progress = '', ended_at = :now
        where id = :id and state = 'running'
        """;
    jdbc.sql(sql)
        .param("id", id.value())
        .param("competition", competition.value())
        .param("now", SqlTime.of(clock.instant()))
        .update();
  }

  void fail(ImportId id, String error) {
    var sql =
        """
        update competition_import set state = 'failed', error = :error, progress = '', ended_at = :now
        where id = :id and state in ('queued', 'running')
        """;
    jdbc.sql(sql)
        .param("id", id.value())
        .param("error", error)
        .param("now", SqlTime.of(clock.instant()))
        .update();
  }

  /** Queues it once more; false unless it was refused or had failed. */
  boolean requeue(ImportId id) {
    var sql =
        """
        update competition_import
        set state = 'queued', findings = '[]', error = null, progress = '', ended_at = null
        where id = :id and state in ('refused', 'failed')
        """;
    return jdbc.sql(sql).param("id", id.value()).update() == 1;
  }

  /** What earlier tries have stored, by reference. */
  Map<String, BlobId> parts(ImportId id) {
    var parts = new HashMap<String, BlobId>();
    jdbc.sql("select reference, blob_id from competition_import_part where import_id = :id")
        .param("id", id.value())
        .query(
            row -> {
              parts.put(row.getString("reference"), new BlobId(row.getLong("blob_id")));
            });
    return parts;
  }

  void recordPart(ImportId id, String reference, BlobId blob) {
    var sql =
        """
        insert into competition_import_part (import_id, reference, blob_id)
        values (:id, :reference, :blob) on conflict do nothing
        """;
    jdbc.sql(sql)
        .param("id", id.value())
        .param("reference", reference)
        .param("blob", blob.value())
        .update();
  }

  /**
   * Lets go of the parts of imports that are finished, whose competitions hold them, and of those
   * that came to nothing before that instant: a later try stores them anew.
   */
  int forgetParts(Instant endedBefore) {
    var sql =
        """
        delete from competition_import_part p using competition_import i
        where i.id = p.import_id
          and (i.state = 'finished' or i.state in ('refused', 'failed') and i.ended_at < :before)
        """;
    return jdbc.sql(sql).param("before", SqlTime.of(endedBefore)).update();
  }

  private static BundleImport row(ResultSet row, int number) throws SQLException {
    var competition = row.getObject("competition_id", Long.class);
    return new BundleImport(
        new ImportId(row.getLong("id")),
        new AccountId(row.getLong("account_id")),
        new BlobId(row.getLong("blob_id")),
        BundleImport.State.valueOf(row.getString("state").toUpperCase(Locale.ROOT)),
        FindingJson.read(row.getString("findings")),
        row.getString("progress"),
        row.getString("error"),
        competition == null ? null : new CompetitionId(competition),
        SqlTime.read(row, "created_at"),
        SqlTime.readNullable(row, "ended_at"));
  }
}
