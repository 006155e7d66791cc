package dev.assay.server.competitions.changes;

import dev.assay.bundle.competition.CompetitionDefinition;
import dev.assay.server.competitions.imports.JdbcCompetitionRows;
import dev.assay.server.competitions.imports.JdbcPeople;
import dev.assay.server.kernel.BlobId;
import dev.assay.server.kernel.CompetitionId;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Changes the row of a competition and its pages. */
@Component
final class JdbcDetailsUpdate {
  private final JdbcClient jdbc;
  private final JdbcCompetitionRows rows;
  private final JdbcPeople people;

  JdbcDetailsUpdate(JdbcClient jdbc, JdbcCompetitionRows rows, JdbcPeople people) {
    this.jdbc = jdbc;
    this.rows = rows;
    this.people = people;
  }

  void update(CompetitionId id, CompetitionDefinition wanted, @Nullable BlobId logo) {
    var sql =
        """
        update competition set
          title = :title, description = :description, logo = :logo, terms = :terms,
          docker_image = :image,
          queue_id = (select q.id from queue q where q.key = :queue),
          competition_type = :type, reward = :reward, contact_email = :contact, report = :report,
          allow_robot_submissions = :robots,
          fact_sheet = :factSheet::jsonb, registration_auto_approve = :autoApprove,
          enable_detailed_results = :details,
          show_detailed_results_in_submission_panel = :detailsInPanel,
          show_detailed_results_in_leaderboard = :detailsInLeaderboard,
          auto_run_submissions = :autoRun,
          can_participants_make_submissions_public = :mayMakePublic,
          make_programs_available = :programsAvailable,
          make_input_data_available = :inputAvailable, forum_enabled = :forum,
          network = :network, writable_root = :writableRoot, image_user = :imageUser,
          container_user = :user, needs_gpus = :gpus, needs_memory_bytes = :memory
        where id = :id
        """;
    JdbcCompetitionRows.written(jdbc.sql(sql), wanted, logo).param("id", id.value()).update();
    jdbc.sql("delete from competition_page where competition_id = :id")
        .param("id", id.value())
        .update();
    rows.insertPages(id, wanted.overview().pages());
    people.replace(id, wanted.people());
  }
}
