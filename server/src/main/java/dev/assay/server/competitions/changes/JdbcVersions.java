package dev.assay.server.competitions.changes;

import dev.assay.server.competitions.exports.CompetitionState;
import dev.assay.server.kernel.AccountId;
import dev.assay.server.kernel.BlobId;
import dev.assay.server.kernel.CompetitionId;
import dev.assay.server.kernel.SqlTime;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The rows of versions; they are only ever added. */
@Component
final class JdbcVersions {
  private static final String SELECT =
      """
      select v.id, v.number, v.origin, v.note, v.made_at, v.fingerprint, v.changes::text as changes,
             coalesce(a.display_name, '') as by
      from competition_version v left join account a on a.id = v.made_by
      """;

  private final JdbcClient jdbc;

  JdbcVersions(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** The newest first. */
  List<Version> list(CompetitionId competition) {
    return jdbc.sql(SELECT + "where v.competition_id = :competition order by v.number desc")
        .param("competition", competition.value())
        .query(JdbcVersions::version)
        .list();
  }

  Optional<Version> newest(CompetitionId competition) {
    return jdbc.sql(SELECT + "where v.competition_id = :competition order by v.number desc limit 1")
        .param("competition", competition.value())
        .query(JdbcVersions::version)
        .optional();
  }

  Optional<Version> find(CompetitionId competition, int number) {
    return jdbc.sql(SELECT + "where v.competition_id = :competition and v.number = :number")
        .param("competition", competition.value())
        .param("number", number)
        .query(JdbcVersions::version)
        .optional();
  }

  /** What is kept of a version. */
  StoredState state(Version version) {
    var texts =
        jdbc.sql("select texts::text from competition_version where id = :id")
            .param("id", version.id())
            .query(String.class)
            .single();
    return new StoredState(ChangeJson.texts(texts), files(version.id()));
  }

  private Map<String, BlobId> files(long id) {
    var files = new HashMap<String, BlobId>();
    jdbc.sql("select path, blob_id from competition_version_file where version_id = :id")
        .param("id", id)
        .query(
            row -> {
              files.put(row.getString("path"), new BlobId(row.getLong("blob_id")));
            });
    return files;
  }

  /**
   * Who made a version, and why.
   *
   * @param by null where that is not known
   */
  record Maker(Origin origin, String note, @Nullable AccountId by, Instant at) {}

  /** Adds the next version; the caller holds the competition's row. */
  Version add(
      CompetitionId competition, CompetitionState state, Maker maker, List<Change> changes) {
    var sql =
        """
        insert into competition_version (competition_id, number, origin, note, made_by, made_at,
                                         fingerprint, texts, changes)
        select :competition, coalesce(max(number), 0) + 1, :origin, :note, :by, :at, :fingerprint,
               :texts::jsonb, :changes::jsonb
        from competition_version where competition_id = :competition
        returning id
        """;
    var kept = StoredState.of(state);
    var id =
        jdbc.sql(sql)
            .param("competition", competition.value())
            .param("origin", maker.origin().text())
            .param("note", maker.note())
            .param("by", maker.by() == null ? null : maker.by().value(), Types.BIGINT)
            .param("at", SqlTime.of(maker.at()))
            .param("fingerprint", state.fingerprint())
            .param("texts", ChangeJson.write(kept.texts()))
            .param("changes", ChangeJson.write(changes))
            .query(Long.class)
            .single();
    kept.files()
        .forEach(
            (path, blob) ->
                jdbc.sql(
                        "insert into competition_version_file (version_id, path, blob_id) values (:id, :path, :blob)")
                    .param("id", id)
                    .param("path", path)
                    .param("blob", blob.value())
                    .update());
    return newest(competition).orElseThrow();
  }

  private static Version version(ResultSet row, int number) throws SQLException {
    return new Version(
        row.getLong("id"),
        row.getInt("number"),
        Origin.of(row.getString("origin")),
        row.getString("note"),
        row.getString("by"),
        SqlTime.read(row, "made_at"),
        row.getString("fingerprint"),
        ChangeJson.changes(row.getString("changes")));
  }
}
