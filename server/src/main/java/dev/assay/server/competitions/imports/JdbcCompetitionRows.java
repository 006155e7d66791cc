package dev.assay.server.competitions.imports;

import dev.assay.bundle.competition.CompetitionDefinition;
import dev.assay.bundle.competition.CompetitionSettings;
import dev.assay.bundle.competition.Execution;
import dev.assay.bundle.competition.Execution.Network;
import dev.assay.bundle.competition.FactSheetQuestion;
import dev.assay.bundle.competition.PageDefinition;
import dev.assay.server.kernel.AccountId;
import dev.assay.server.kernel.BlobId;
import dev.assay.server.kernel.CompetitionId;
import dev.assay.server.kernel.SqlTime;
import java.sql.Types;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Writes a new competition with its pages; unpublished, with a fresh secret key. */
@Component
public final class JdbcCompetitionRows {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final JdbcClient jdbc;
  private final Clock clock;

  JdbcCompetitionRows(JdbcClient jdbc, Clock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  CompetitionId insert(ImportedBundle bundle) {
    var sql =
        """
        insert into competition (
          key, owner_id, title, description, secret_key, logo, terms, docker_image,
          competition_type, reward, contact_email, fact_sheet, registration_auto_approve,
          enable_detailed_results, show_detailed_results_in_submission_panel,
          show_detailed_results_in_leaderboard, auto_run_submissions,
          can_participants_make_submissions_public, make_programs_available,
          make_input_data_available, forum_enabled, network, writable_root, image_user,
          needs_gpus, needs_memory_bytes, container_user, queue_id, bundle, created_at, report,
          allow_robot_submissions)
        values (
          :key, :owner, :title, :description, :secret, :logo, :terms, :image,
          :type, :reward, :contact, :factSheet::jsonb, :autoApprove,
          :details, :detailsInPanel, :detailsInLeaderboard, :autoRun,
          :mayMakePublic, :programsAvailable,
          :inputAvailable, :forum, :network, :writableRoot, :imageUser,
          :gpus, :memory, :user, (select q.id from queue q where q.key = :queue), :bundle, :now, :report,
          :robots)
        returning id
        """;
    var definition = bundle.definition();
    var logo = bundle.parts().blob(ImportedBundle.logo(definition));
    return written(jdbc.sql(sql), definition, logo)
        .param("key", UUID.randomUUID())
        .param("secret", UUID.randomUUID())
        .param("owner", bundle.owner().value())
        .param("bundle", bundle.file().id().value())
        .param("now", SqlTime.of(clock.instant()))
        .query((row, _) -> new CompetitionId(row.getLong(1)))
        .single();
  }

  /**
   * The statement with what a bundle says of a competition as its parameters, for new competitions
   * and changed ones alike.
   *
   * @param logo where it is stored; null for none
   */
  public static StatementSpec written(
      StatementSpec statement, CompetitionDefinition definition, @Nullable BlobId logo) {
    var overview = definition.overview();
    var described =
        statement
            .param("title", overview.title())
            .param("description", overview.description())
            .param("logo", logo == null ? null : logo.value(), Types.BIGINT)
            .param("terms", overview.terms().content())
            .param("reward", overview.reward())
            .param("contact", overview.contactEmail())
            .param("report", overview.report())
            .param("factSheet", factSheet(overview.factSheet()));
    return execution(settings(described, definition.settings()), definition.execution());
  }

  private static StatementSpec settings(StatementSpec statement, CompetitionSettings settings) {
    var details = settings.detailedResults();
    return statement
        .param("type", settings.type().text())
        .param("autoApprove", settings.registrationAutoApprove())
        .param("robots", settings.allowRobotSubmissions())
        .param("details", details.enabled())
        .param("detailsInPanel", details.inSubmissionPanel())
        .param("detailsInLeaderboard", details.inLeaderboard())
        .param("autoRun", settings.autoRunSubmissions())
        .param("mayMakePublic", settings.canParticipantsMakeSubmissionsPublic())
        .param("programsAvailable", settings.makeProgramsAvailable())
        .param("inputAvailable", settings.makeInputDataAvailable())
        .param("forum", settings.forumEnabled());
  }

  private static StatementSpec execution(StatementSpec statement, Execution execution) {
    var sandbox = execution.sandbox();
    return statement
        .param("image", execution.dockerImage())
        .param("queue", execution.queue(), Types.OTHER)
        .param("network", sandbox.network() == Network.DEFAULT)
        .param("writableRoot", sandbox.writableRoot())
        .param("imageUser", sandbox.user() != null)
        .param("user", sandbox.user())
        .param("gpus", sandbox.gpus())
        .param("memory", (long) sandbox.memoryGb() << 30);
  }

  /** Writes the pages of a competition that has none. */
  public void insertPages(CompetitionId id, List<PageDefinition> pages) {
    var sql =
        """
        insert into competition_page (competition_id, position, title, content)
        values (:id, :position, :title, :content)
        """;
    for (var position = 0; position < pages.size(); position++) {
      jdbc.sql(sql)
          .param("id", id.value())
          .param("position", position)
          .param("title", pages.get(position).title())
          .param("content", pages.get(position).content())
          .update();
    }
  }

  /** Who makes a competition takes part in it, so as to try it. */
  void insertOwnerAsParticipant(CompetitionId id, AccountId owner) {
    var sql =
        """
        insert into participant (competition_id, account_id, status, joined_at)
        values (:id, :owner, 'approved', :now)
        """;
    jdbc.sql(sql)
        .param("id", id.value())
        .param("owner", owner.value())
        .param("now", SqlTime.of(clock.instant()))
        .update();
  }

  /** A list, since {@code jsonb} forgets the order of keys. */
  private static @Nullable String factSheet(List<FactSheetQuestion> questions) {
    if (questions.isEmpty()) {
      return null;
    }
    return JSON.writeValueAsString(questions.stream().map(JdbcCompetitionRows::question).toList());
  }

  private static Map<String, Object> question(FactSheetQuestion question) {
    var json = new LinkedHashMap<String, Object>();
    json.put("key", question.key());
    json.put("type", question.kind().text());
    json.put("title", question.title());
    json.put("selection", question.selection());
    json.put("is_required", question.required());
    json.put("is_on_leaderboard", question.onLeaderboard());
    return json;
  }
}
