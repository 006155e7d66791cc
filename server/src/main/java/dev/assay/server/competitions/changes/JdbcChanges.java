package dev.assay.server.competitions.changes;

import dev.assay.bundle.Finding;
import dev.assay.bundle.FindingJson;
import dev.assay.server.competitions.changes.ChangePlan.State;
import dev.assay.server.competitions.changes.CompetitionChanges.Reason;
import dev.assay.server.kernel.AccountId;
import dev.assay.server.kernel.BlobId;
import dev.assay.server.kernel.CompetitionId;
import dev.assay.server.kernel.SqlTime;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The rows of plans. Every change names the states it may start from and says whether it held. */
@Component
final class JdbcChanges {
  private static final String SELECT =
      """
      select c.id, c.competition_id, c.account_id, c.origin, c.note, c.bundle, c.state, c.progress,
             c.error, c.findings::text as findings, c.changes::text as changes, c.created_at,
             v.number as version
      from competition_change c left join competition_version v on v.id = c.version_id
      """;

  private final JdbcClient jdbc;
  private final Clock clock;

  JdbcChanges(JdbcClient jdbc, Clock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /** Notes that something is to be planned. */
  ChangeId queue(CompetitionId competition, Reason reason, @Nullable BlobId bundle) {
    var sql =
        """
        insert into competition_change (competition_id, account_id, origin, note, bundle, state,
                                        created_at)
        values (:competition, :account, :origin, :note, :bundle, 'queued', :now) returning id
        """;
    return jdbc.sql(sql)
        .param("competition", competition.value())
        .param("account", reason.by().value())
        .param("origin", reason.origin().text())
        .param("note", reason.note())
        .param("bundle", bundle == null ? null : bundle.value(), Types.BIGINT)
        .param("now", SqlTime.of(clock.instant()))
        .query((row, _) -> new ChangeId(row.getLong(1)))
        .single();
  }

  Optional<ChangePlan> find(ChangeId id) {
    return jdbc.sql(SELECT + "where c.id = :id")
        .param("id", id.value())
        .query(JdbcChanges::plan)
        .optional();
  }

  /** Begins or goes on; false if it has come to an end already. */
  boolean begin(ChangeId id) {
    var sql =
        """
        update competition_change set state = 'running', progress = 'Checking the bundle'
        where id = :id and state in ('queued', 'running')
        """;
    return jdbc.sql(sql).param("id", id.value()).update() == 1;
  }

  void progress(ChangeId id, String words) {
    jdbc.sql("update competition_change set progress = :words where id = :id and state = 'running'")
        .param("id", id.value())
        .param("words", words)
        .update();
  }

  void refuse(ChangeId id, List<Finding> findings) {
    end(id, "refused", findings, null);
  }

  void fail(ChangeId id, String error) {
    end(id, "failed", List.of(), error);
  }

  private void end(ChangeId id, String state, List<Finding> findings, @Nullable String error) {
    var sql =
        """
        update competition_change
        set state = :state, findings = :findings::jsonb, error = :error, progress = '',
            ended_at = :now
        where id = :id and state in ('queued', 'running')
        """;
    jdbc.sql(sql)
        .param("id", id.value())
        .param("state", state)
        .param("findings", FindingJson.write(findings))
        .param("error", error)
        .param("now", SqlTime.of(clock.instant()))
        .update();
  }

  /** What a plan consists of. */
  record Content(String base, List<Change> changes, StoredState wanted, List<Finding> findings) {}

  /** Keeps a plan in its caller's transaction; false if it has come to an end already. */
  boolean plan(ChangeId id, Content content) {
    var sql =
        """
        update competition_change
        set state = 'planned', base = :base, changes = :changes::jsonb, texts = :texts::jsonb,
            findings = :findings::jsonb, progress = ''
        where id = :id and state = 'running'
        """;
    var isKept =
        jdbc.sql(sql)
                .param("id", id.value())
                .param("base", content.base())
                .param("changes", ChangeJson.write(content.changes()))
                .param("texts", ChangeJson.write(content.wanted().texts()))
                .param("findings", FindingJson.write(content.findings()))
                .update()
            == 1;
    if (isKept) {
      keepFiles(id, content.wanted().files());
    }
    return isKept;
  }

  private void keepFiles(ChangeId id, Map<String, BlobId> files) {
    files.forEach(
        (path, blob) ->
            jdbc.sql(
                    "insert into competition_change_file (change_id, path, blob_id) values (:id, :path, :blob)")
                .param("id", id.value())
                .param("path", path)
                .param("blob", blob.value())
                .update());
  }

  /** The state that a plan leads to. */
  StoredState wanted(ChangeId id) {
    var texts =
        jdbc.sql("select texts::text from competition_change where id = :id")
            .param("id", id.value())
            .query(String.class)
            .single();
    var files = new HashMap<String, BlobId>();
    jdbc.sql("select path, blob_id from competition_change_file where change_id = :id")
        .param("id", id.value())
        .query(
            row -> {
              files.put(row.getString("path"), new BlobId(row.getLong("blob_id")));
            });
    return new StoredState(ChangeJson.texts(texts), files);
  }

  /** Holds a plan until the end of the transaction; empty if it may not be applied any more. */
  Optional<String> holdBase(ChangeId id) {
    return jdbc.sql(
            "select base from competition_change where id = :id and state = 'planned' for update")
        .param("id", id.value())
        .query(String.class)
        .optional();
  }

  void apply(ChangeId id, Version version) {
    jdbc.sql(
            """
            update competition_change set state = 'applied', version_id = :version, ended_at = :now
            where id = :id and state = 'planned'
            """)
        .param("id", id.value())
        .param("version", version.id())
        .param("now", SqlTime.of(clock.instant()))
        .update();
  }

  /** Gives a plan up; false if it is not one that waits to be applied. */
  boolean give(ChangeId id, State state) {
    return jdbc.sql(
                """
                update competition_change set state = :state, ended_at = :now
                where id = :id and state = 'planned'
                """)
            .param("id", id.value())
            .param("state", state.name().toLowerCase(Locale.ROOT))
            .param("now", SqlTime.of(clock.instant()))
            .update()
        == 1;
  }

  /** Plans that wait to be applied, the newest first. */
  List<ChangePlan> open(CompetitionId competition) {
    return jdbc.sql(
            SELECT
                + """
                where c.competition_id = :competition and c.state in ('queued', 'running', 'planned')
                order by c.id desc
                """)
        .param("competition", competition.value())
        .query(JdbcChanges::plan)
        .list();
  }

  private static ChangePlan plan(ResultSet row, int number) throws SQLException {
    var bundle = row.getObject("bundle", Long.class);
    return new ChangePlan(
        new ChangeId(row.getLong("id")),
        new CompetitionId(row.getLong("competition_id")),
        new AccountId(row.getLong("account_id")),
        Origin.of(row.getString("origin")),
        row.getString("note"),
        bundle == null ? null : new BlobId(bundle),
        State.valueOf(row.getString("state").toUpperCase(Locale.ROOT)),
        row.getString("progress"),
        row.getString("error"),
        FindingJson.read(row.getString("findings")),
        ChangeJson.changes(row.getString("changes")),
        row.getObject("version", Integer.class),
        SqlTime.read(row, "created_at"));
  }
}
