package dev.assay.server.migrations;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.server.competitions.imports.ImportedForTests;
import dev.assay.server.kernel.PhaseId;
import dev.assay.server.kernel.testing.Rows;
import dev.assay.server.testing.Browser;
import dev.assay.server.testing.TestBundle;
import dev.assay.server.testing.TestSite;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** From phase to phase, on a whole site whose site worker is run by hand. */
class MigrationsIT {
  private static final String TWO_PHASES =
      """
      version: 2
      title: Two phases
      image: logo.png
      terms: terms.md
      docker_image: assay/python:3.11
      pages:
        - {title: Overview, file: overview.md}
      tasks:
        - {index: 0, name: First, scoring_program: scoring_program, reference_data: data.zip}
        - {index: 1, name: Second, scoring_program: scoring_program, reference_data: data.zip}
      phases:
        - {index: 0, name: Development, start: 2026-01-01, end: 2026-03-01, tasks: [0]}
        - {index: 1, name: Final, start: 2026-03-01, tasks: [0, 1], max_submissions_per_day: 1, auto_migrate_to_this_phase: true}
      leaderboards:
        - title: Results
          key: results
          columns:
            - {title: Score, key: score, index: 0}
      """;

  private static TestSite site;
  private static Browser organiser;
  private String path = "";
  private long development;
  private long last;
  private long participant;

  @BeforeAll
  static void start() throws Exception {
    site = TestSite.start("assay.roles=site");
    organiser = Browser.signedUp(site, "organiser");
  }

  @AfterAll
  static void stop() {
    site.close();
  }

  private static JdbcClient jdbc() {
    return site.bean(JdbcClient.class);
  }

  @BeforeEach
  void competition() throws Exception {
    path =
        new ImportedForTests(site, "organiser")
            .competition(TestBundle.small().with("competition.yaml", TWO_PHASES));
    var id = Long.parseLong(path.substring(path.lastIndexOf('/') + 1));
    development = phase(id, 0);
    last = phase(id, 1);
    participant = new Rows(jdbc()).account("someone" + id).id().value();
  }

  private static long phase(long competition, int position) {
    return jdbc()
        .sql("select id from phase where competition_id = :id and position = :position")
        .param("id", competition)
        .param("position", position)
        .query(Long.class)
        .single();
  }

  private long submission(String state, boolean onBoard) {
    long id =
        jdbc()
            .sql(
                """
                insert into submission (id, phase_id, account_id, blob_id, file_name, received_at, state,
                                        fact_sheet_answers)
                values (nextval('submission_id'), :phase, :account, :blob, 'mine.zip', now(), :state,
                        '{"team": "A"}') returning id""")
            .param("phase", development)
            .param("account", participant)
            .param("blob", new Rows(jdbc()).blob("mine.zip").value())
            .param("state", state)
            .query(Long.class)
            .single();
    if (onBoard) {
      jdbc()
          .sql(
              """
              insert into leaderboard_selection (phase_id, submission_id, account_id, selected_at)
              values (:phase, :id, :account, now())""")
          .param("phase", development)
          .param("id", id)
          .param("account", participant)
          .update();
    }
    return id;
  }

  private long copies() {
    return jdbc()
        .sql("select count(*) from submission where phase_id = :phase")
        .param("phase", last)
        .query(Long.class)
        .single();
  }

  @Test
  void what_stands_on_the_board_is_brought_along_once_whole_and_beyond_all_limits() {
    long first = submission("finished", true);
    long second = submission("finished", true);
    submission("finished", false);
    submission("failed", true);

    site.bean(Migrations.class).runDue();
    site.bean(Migrations.class).runDue();

    assertThat(copies()).isEqualTo(2);
    assertThat(
            jdbc()
                .sql("select migrated_from from submission where phase_id = :phase order by id")
                .param("phase", last)
                .query(Long.class)
                .list())
        .containsExactly(first, second);
    assertThat(
            jdbc()
                .sql(
                    """
                    select count(*) from submission s join evaluation e on e.submission_id = s.id
                     where s.phase_id = :phase and e.state = 'queued' and s.account_id = :account
                       and not s.counts_against_limits and s.fact_sheet_answers ->> 'team' = 'A'
                       and s.file_name = 'mine.zip' and s.state = 'running'""")
                .param("phase", last)
                .param("account", participant)
                .query(Long.class)
                .single())
        .as("two copies on two tasks each")
        .isEqualTo(4);
  }

  @Test
  void a_phase_that_was_taken_out_of_the_competition_has_no_part_in_it() {
    long kept = submission("finished", true);
    // It stays where it was, between the two.
    jdbc().sql("update phase set position = 2 where id = :id").param("id", last).update();
    jdbc()
        .sql(
            """
            insert into phase (competition_id, leaderboard_id, position, name, starts_at,
                               execution_time_limit, is_hidden, auto_migrate_to_this_phase)
            select competition_id, leaderboard_id, 1, 'Taken out', starts_at,
                   execution_time_limit, true, true
              from phase where id = :last""")
        .param("last", last)
        .update();

    site.bean(Migrations.class).runDue();

    assertThat(copies()).isOne();
    assertThat(
            jdbc()
                .sql("select count(*) from submission where migrated_from = :id")
                .param("id", kept)
                .query(Long.class)
                .single())
        .isOne();
  }

  @Test
  void it_waits_until_nothing_of_the_phase_before_runs_any_more() {
    submission("finished", true);
    long running = submission("running", false);
    site.bean(Migrations.class).runDue();
    assertThat(copies()).isZero();

    jdbc().sql("update submission set state = 'cancelled' where id = " + running).update();
    site.bean(Migrations.class).runDue();
    assertThat(copies()).isEqualTo(1);
  }

  @Test
  void a_phase_that_has_not_begun_gets_nothing() {
    submission("finished", true);
    jdbc().sql("update phase set starts_at = now() + interval '1 day' where id = " + last).update();
    site.bean(Migrations.class).runDue();
    assertThat(copies()).isZero();
  }

  @Test
  void an_organiser_brings_along_what_is_there_whatever_runs_and_whatever_was_brought_before()
      throws Exception {
    submission("finished", true);
    submission("running", false);
    var page = organiser.page(path + "/migrations");
    assertThat(page.text()).contains("Development → Final").contains("1 of Development not done");

    organiser.post(path + "/migrations", path + "/phases/" + development + "/migrate");
    assertThat(asked()).isEqualTo(1);
    site.bean(Migrations.class).migrateTo(new PhaseId(last));
    assertThat(copies()).isEqualTo(1);

    submission("finished", true);
    assertThat(site.bean(Migrations.class).migrateTo(new PhaseId(last))).isEqualTo(1);
    assertThat(copies()).isEqualTo(2);
    assertThat(organiser.page(path + "/migrations").text()).contains("2 submissions brought along");
  }

  private long asked() {
    return jdbc()
        .sql(
            "select count(*) from scheduled_tasks where task_name = 'migrate-phase' and task_instance = :id")
        .param("id", Long.toString(last))
        .query(Long.class)
        .single();
  }

  @Test
  void the_api_says_where_to_and_how_many_and_refuses_the_last_phase() throws Exception {
    submission("finished", true);
    var answer =
        organiser.postJson(
            path + "/migrations", "/api/v1/phases/" + development + "/migrate", "{}");
    assertThat(answer.statusCode()).isEqualTo(202);
    assertThat(answer.body()).contains("\"submissions\":1");
    assertThat(
            organiser
                .postJson(path + "/migrations", "/api/v1/phases/" + last + "/migrate", "{}")
                .statusCode())
        .isEqualTo(409);
  }

  @Test
  void nobody_else_sees_or_starts_it() throws Exception {
    organiser.publish(path);
    var other = Browser.signedUp(site, "other" + participant);
    assertThat(other.get(path + "/migrations").statusCode()).isEqualTo(404);
    assertThat(other.post(path, path + "/phases/" + development + "/migrate").statusCode())
        .isEqualTo(404);
  }
}
