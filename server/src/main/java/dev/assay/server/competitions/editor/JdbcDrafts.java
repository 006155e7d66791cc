package dev.assay.server.competitions.editor;

import dev.assay.bundle.Finding;
import dev.assay.bundle.FindingJson;
import dev.assay.server.competitions.changes.ChangeId;
import dev.assay.server.competitions.editor.Draft.Creation;
import dev.assay.server.competitions.editor.Draft.Target;
import dev.assay.server.competitions.imports.ImportId;
import dev.assay.server.kernel.AccountId;
import dev.assay.server.kernel.BlobId;
import dev.assay.server.kernel.CompetitionId;
import dev.assay.server.kernel.SqlTime;
import dev.assay.server.storage.Blob;
import dev.assay.server.storage.Storage;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The rows of drafts. A change names the version it is based on and says whether it held. */
@Component
final class JdbcDrafts {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final JdbcClient jdbc;
  private final TransactionOperations transactions;
  private final Storage storage;
  private final Clock clock;

  JdbcDrafts(JdbcClient jdbc, TransactionOperations transactions, Storage storage, Clock clock) {
    this.jdbc = jdbc;
    this.transactions = transactions;
    this.storage = storage;
    this.clock = clock;
  }

  /** A draft of a new competition, or of changes to one. */
  DraftId insert(
      AccountId owner, @Nullable Target target, DraftContent content, List<Finding> findings) {
    var sql =
        """
        insert into competition_draft (owner_id, competition_id, base, document, texts, findings,
                                       created_at, changed_at)
        values (:owner, :competition::bigint, :base, :document::json, :texts::json,
                :findings::jsonb, :now, :now)
        returning id
        """;
    return transactions.execute(
        _ -> {
          var id =
              jdbc.sql(sql)
                  .param("owner", owner.value())
                  .param("competition", target == null ? null : target.id().value())
                  .param("base", target == null ? null : target.base())
                  .param("document", content.document().json())
                  .param("texts", JSON.writeValueAsString(content.texts()))
                  .param("findings", FindingJson.write(findings))
                  .param("now", SqlTime.of(clock.instant()))
                  .query((row, _) -> new DraftId(row.getLong(1)))
                  .single();
          insertFiles(id, content);
          return id;
        });
  }

  /**
   * Puts another content in the place of a version; false if it is no longer the newest.
   *
   * @param undo the document to go back to, if this change offers it
   */
  boolean update(
      DraftId id,
      long version,
      DraftContent content,
      List<Finding> findings,
      @Nullable DraftDocument undo) {
    var sql =
        """
        update competition_draft
        set document = :document::json, texts = :texts::json, findings = :findings::jsonb,
            undo = :undo::json, version = version + 1, changed_at = :now
        where id = :id and version = :version
        """;
    return transactions.execute(
        _ -> {
          var held =
              jdbc.sql(sql)
                      .param("id", id.value())
                      .param("version", version)
                      .param("undo", undo == null ? null : undo.json())
                      .param("document", content.document().json())
                      .param("texts", JSON.writeValueAsString(content.texts()))
                      .param("findings", FindingJson.write(findings))
                      .param("now", SqlTime.of(clock.instant()))
                      .update()
                  == 1;
          if (held) {
            jdbc.sql("delete from competition_draft_file where draft_id = :id")
                .param("id", id.value())
                .update();
            insertFiles(id, content);
          }
          return held;
        });
  }

  private void insertFiles(DraftId id, DraftContent content) {
    var sql =
        """
        insert into competition_draft_file (draft_id, path, blob_id) values (:id, :path, :blob)
        """;
    content
        .files()
        .forEach(
            (path, blob) ->
                jdbc.sql(sql)
                    .param("id", id.value())
                    .param("path", path)
                    .param("blob", blob.id().value())
                    .update());
  }

  /** Notes the import that is to make the competition; false if the version is not the newest. */
  boolean beginCreation(DraftId id, long version, ImportId creation) {
    var sql =
        """
        update competition_draft set import_id = :import, version = version + 1
        where id = :id and version = :version
        """;
    return jdbc.sql(sql)
            .param("id", id.value())
            .param("version", version)
            .param("import", creation.value())
            .update()
        == 1;
  }

  /** Notes the plan that was made of a version. */
  void planned(DraftId id, long version, ChangeId plan) {
    jdbc.sql("update competition_draft set plan_id = :plan, plan_version = :version where id = :id")
        .param("id", id.value())
        .param("version", version)
        .param("plan", plan.value())
        .update();
  }

  void delete(DraftId id) {
    jdbc.sql("delete from competition_draft where id = :id").param("id", id.value()).update();
  }

  Optional<Draft> find(DraftId id) {
    var sql =
        """
        select d.*, i.state as import_state, i.competition_id as made,
               c.state = 'applied' and d.plan_version = d.version as is_applied
        from competition_draft d
        left join competition_import i on i.id = d.import_id
        left join competition_change c on c.id = d.plan_id
        where d.id = :id
        """;
    return jdbc.sql(sql).param("id", id.value()).query(this::draft).optional();
  }

  /** What is being changed on a competition, the latest change first. */
  List<Draft> of(CompetitionId competition) {
    var sql =
        """
        select id from competition_draft where competition_id = :competition order by changed_at desc
        """;
    return jdbc
        .sql(sql)
        .param("competition", competition.value())
        .query((row, _) -> new DraftId(row.getLong(1)))
        .list()
        .stream()
        .flatMap(id -> find(id).stream())
        .filter(Draft::isEditable)
        .toList();
  }

  /** A draft in a list. */
  record Line(DraftId id, String title, @Nullable CompetitionId competition, Instant changedAt) {
    String shownTitle() {
      return title.isEmpty() ? Draft.UNTITLED : title;
    }
  }

  /** What an account is writing, the latest change first; what has become a competition is not. */
  List<Line> of(AccountId owner) {
    var sql =
        """
        select d.id, coalesce(d.document ->> 'title', '') as title, d.competition_id, d.changed_at
        from competition_draft d
        left join competition_import i on i.id = d.import_id
        left join competition_change c on c.id = d.plan_id
        where d.owner_id = :owner and i.competition_id is null
          and not (d.plan_version is not distinct from d.version and c.state = 'applied')
        order by d.changed_at desc, d.id desc
        """;
    return jdbc.sql(sql)
        .param("owner", owner.value())
        .query(
            (row, _) ->
                new Line(
                    new DraftId(row.getLong("id")),
                    row.getString("title").strip(),
                    competition(row, "competition_id"),
                    SqlTime.read(row, "changed_at")))
        .list();
  }

  private Draft draft(ResultSet row, int number) throws SQLException {
    var content =
        new DraftContent(
            DraftDocument.read(row.getString("document")),
            JSON.readValue(
                row.getString("texts"), new TypeReference<LinkedHashMap<String, String>>() {}),
            files(new DraftId(row.getLong("id"))));
    return new Draft(
        new DraftId(row.getLong("id")),
        new AccountId(row.getLong("owner_id")),
        target(row),
        content,
        FindingJson.read(row.getString("findings")),
        row.getLong("version"),
        SqlTime.read(row, "changed_at"),
        undo(row.getString("undo")),
        creation(row));
  }

  private static @Nullable Target target(ResultSet row) throws SQLException {
    var id = competition(row, "competition_id");
    var plan = row.getObject("plan_id", Long.class);
    return id == null
        ? null
        : new Target(
            id,
            row.getString("base"),
            plan == null ? null : new ChangeId(plan),
            row.getBoolean("is_applied"));
  }

  private static @Nullable DraftDocument undo(@Nullable String json) {
    return json == null ? null : DraftDocument.read(json);
  }

  private static @Nullable Creation creation(ResultSet row) throws SQLException {
    var state = row.getString("import_state");
    if (state == null) {
      return null;
    }
    var isOpen = state.equals("queued") || state.equals("running");
    return new Creation(new ImportId(row.getLong("import_id")), competition(row, "made"), isOpen);
  }

  private static @Nullable CompetitionId competition(ResultSet row, String column)
      throws SQLException {
    var id = row.getObject(column, Long.class);
    return id == null ? null : new CompetitionId(id);
  }

  private Map<String, Blob> files(DraftId id) {
    var sql =
        """
        select path, blob_id from competition_draft_file where draft_id = :id order by path
        """;
    var files = new LinkedHashMap<String, Blob>();
    jdbc.sql(sql)
        .param("id", id.value())
        .query((row, _) -> Map.entry(row.getString("path"), new BlobId(row.getLong("blob_id"))))
        .list()
        .forEach(
            file ->
                storage.find(file.getValue()).ifPresent(blob -> files.put(file.getKey(), blob)));
    return files;
  }
}
