package dev.assay.server.competitions.exports;

import dev.assay.bundle.competition.CompetitionSettings;
import dev.assay.bundle.competition.CompetitionSettings.CompetitionType;
import dev.assay.bundle.competition.CompetitionSettings.DetailedResults;
import dev.assay.bundle.competition.Execution;
import dev.assay.bundle.competition.Execution.Network;
import dev.assay.bundle.competition.Execution.SandboxRequest;
import dev.assay.bundle.competition.FactSheetQuestion;
import dev.assay.bundle.competition.FactSheetQuestion.Kind;
import dev.assay.bundle.competition.People;
import dev.assay.bundle.competition.PhaseDefinition.PhaseExtras;
import dev.assay.bundle.competition.PhaseDefinition.PhaseLimits;
import dev.assay.bundle.competition.PhaseDefinition.PhaseOptions;
import dev.assay.bundle.competition.PhaseDefinition.PhasePeriod;
import dev.assay.server.competitions.exports.StateRows.DatasetRow;
import dev.assay.server.competitions.exports.StateRows.Head;
import dev.assay.server.competitions.exports.StateRows.Page;
import dev.assay.server.competitions.exports.StateRows.PhaseRow;
import dev.assay.server.competitions.exports.StateRows.StoredFile;
import dev.assay.server.kernel.BlobId;
import dev.assay.server.kernel.CompetitionId;
import dev.assay.server.kernel.SqlTime;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads the rows of one competition; to be called in one transaction. */
@Component
final class JdbcStateRows {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final JdbcClient jdbc;
  private final JdbcTaskRows tasks;
  private final JdbcBoardRows boards;

  JdbcStateRows(JdbcClient jdbc, JdbcTaskRows tasks, JdbcBoardRows boards) {
    this.jdbc = jdbc;
    this.tasks = tasks;
    this.boards = boards;
  }

  Optional<StateRows> read(CompetitionId id) {
    return head(id)
        .map(
            head -> {
              var datasets = tasks.datasets(id);
              return new StateRows(
                  head,
                  pages(id),
                  phases(id, datasets),
                  tasks.tasks(id, datasets),
                  tasks.solutions(id, datasets),
                  boards.read(id));
            });
  }

  private Optional<Head> head(CompetitionId id) {
    var sql =
        """
        select c.*, q.key as queue_key, b.file_name as logo_name,
               array(select a.username from competition_organiser o join account a on a.id = o.account_id
                     where o.competition_id = c.id) as organisers
        from competition c
        left join queue q on q.id = c.queue_id
        left join blob b on b.id = c.logo
        where c.id = :id
        """;
    return jdbc.sql(sql).param("id", id.value()).query(JdbcStateRows::head).optional();
  }

  private static Head head(ResultSet row, int number) throws SQLException {
    var logo = row.getObject("logo", Long.class);
    return new Head(
        row.getString("title"),
        row.getString("description"),
        logo == null ? null : new StoredFile(new BlobId(logo), row.getString("logo_name")),
        row.getString("terms"),
        row.getString("reward"),
        row.getString("contact_email"),
        row.getString("report"),
        factSheet(row.getString("fact_sheet")),
        execution(row),
        settings(row),
        people(row));
  }

  private static People people(ResultSet row) throws SQLException {
    var organisers = new ArrayList<>(texts(row, "organisers"));
    organisers.addAll(texts(row, "absent_collaborators"));
    return new People(texts(row, "whitelist_emails"), organisers);
  }

  private static List<String> texts(ResultSet row, String column) throws SQLException {
    return List.of((String[]) row.getArray(column).getArray());
  }

  private static Execution execution(ResultSet row) throws SQLException {
    var user = row.getString("container_user");
    var image = row.getString("docker_image");
    return new Execution(
        image,
        image.equals(Execution.DEFAULT_IMAGE),
        row.getObject("queue_key", UUID.class),
        new SandboxRequest(
            row.getBoolean("network") ? Network.DEFAULT : Network.NONE,
            row.getBoolean("writable_root"),
            row.getBoolean("image_user") ? Objects.requireNonNullElse(user, "root") : null,
            row.getInt("needs_gpus"),
            JdbcTaskRows.gibibytes(row)));
  }

  private static CompetitionSettings settings(ResultSet row) throws SQLException {
    return new CompetitionSettings(
        CompetitionType.valueOf(row.getString("competition_type").toUpperCase(Locale.ROOT)),
        row.getBoolean("registration_auto_approve"),
        row.getBoolean("allow_robot_submissions"),
        new DetailedResults(
            row.getBoolean("enable_detailed_results"),
            row.getBoolean("show_detailed_results_in_submission_panel"),
            row.getBoolean("show_detailed_results_in_leaderboard")),
        row.getBoolean("auto_run_submissions"),
        row.getBoolean("can_participants_make_submissions_public"),
        row.getBoolean("make_programs_available"),
        row.getBoolean("make_input_data_available"),
        row.getBoolean("forum_enabled"));
  }

  private static List<FactSheetQuestion> factSheet(@Nullable String json) {
    var questions = new ArrayList<FactSheetQuestion>();
    if (json == null) {
      return questions;
    }
    for (JsonNode question : JSON.readTree(json)) {
      var selection = new ArrayList<String>();
      question.path("selection").forEach(answer -> selection.add(answer.asString()));
      questions.add(
          new FactSheetQuestion(
              question.path("key").asString(),
              Kind.valueOf(question.path("type").asString().toUpperCase(Locale.ROOT)),
              question.path("title").asString(),
              selection,
              question.path("is_required").asBoolean(),
              question.path("is_on_leaderboard").asBoolean()));
    }
    return questions;
  }

  private List<Page> pages(CompetitionId id) {
    return jdbc.sql(
            "select title, content from competition_page where competition_id = :id order by position")
        .param("id", id.value())
        .query((row, _) -> new Page(row.getString("title"), row.getString("content")))
        .list();
  }

  private List<PhaseRow> phases(CompetitionId id, Map<Long, DatasetRow> datasets) {
    var sql =
        """
        select p.*, q.key as queue_key,
               array(select task_id from phase_task where phase_id = p.id order by position) as tasks,
               (select count(*) from leaderboard l join leaderboard own on own.id = p.leaderboard_id
                where l.competition_id = :id and (l.position, l.id) < (own.position, own.id)) as board
        from phase p left join queue q on q.id = p.queue_id
        where p.competition_id = :id and not p.is_hidden order by p.position
        """;
    return jdbc.sql(sql).param("id", id.value()).query((row, _) -> phase(row, datasets)).list();
  }

  private static PhaseRow phase(ResultSet row, Map<Long, DatasetRow> datasets) throws SQLException {
    return new PhaseRow(
        row.getObject("key", UUID.class),
        row.getString("name"),
        Objects.requireNonNullElse(row.getString("description"), ""),
        new PhasePeriod(SqlTime.read(row, "starts_at"), SqlTime.readNullable(row, "ends_at")),
        new PhaseLimits(
            row.getInt("max_submissions_per_day"),
            row.getInt("max_submissions"),
            Duration.ofSeconds(row.getInt("execution_time_limit"))),
        new PhaseOptions(
            row.getBoolean("auto_migrate_to_this_phase"),
            row.getBoolean("accepts_only_results"),
            row.getBoolean("hide_output"),
            row.getBoolean("hide_prediction_output"),
            row.getBoolean("hide_score_output")),
        JdbcTaskRows.dataset(row, "public_data", datasets),
        JdbcTaskRows.dataset(row, "starting_kit", datasets),
        List.of((Long[]) row.getArray("tasks").getArray()),
        new PhaseExtras(
            row.getObject("key", UUID.class),
            row.getInt("board"),
            row.getObject("queue_key", UUID.class),
            row.getBoolean("has_been_migrated")));
  }
}
