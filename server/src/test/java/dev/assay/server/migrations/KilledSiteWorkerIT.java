package dev.assay.server.migrations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.assay.contract.Json;
import dev.assay.contract.Step;
import dev.assay.server.competitions.imports.ImportedForTests;
import dev.assay.server.kernel.testing.Rows;
import dev.assay.server.testing.Browser;
import dev.assay.server.testing.HandWorker;
import dev.assay.server.testing.TestBundle;
import dev.assay.server.testing.TestSite;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A site worker is killed while it is in the middle of something; another one takes it up. */
class KilledSiteWorkerIT {
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
        - {index: 0, name: First, scoring_program: scoring_program}
      phases:
        - {index: 0, name: Development, start: 2026-01-01, end: 2026-03-01, tasks: [0]}
        - {index: 1, name: Final, start: 2026-03-01, tasks: [0], auto_migrate_to_this_phase: true}
      leaderboards:
        - title: Results
          key: results
          columns:
            - {title: Score, key: score, index: 0}
      """;

  @TempDir Path folder;
  private TestSite site;
  private Browser organiser;

  @BeforeEach
  void start() throws Exception {
    site =
        TestSite.start("assay.roles=site", "assay.tasks.heartbeat=500ms", "assay.canary.every=0s");
    organiser = Browser.signedUp(site, "organiser");
  }

  @AfterEach
  void stop() {
    site.close();
  }

  private JdbcClient jdbc() {
    return site.bean(JdbcClient.class);
  }

  private long number(String sql) {
    return jdbc().sql(sql).query(Long.class).single();
  }

  private String competition(String definition) throws Exception {
    return new ImportedForTests(site, "organiser")
        .competition(TestBundle.small().with("competition.yaml", definition));
  }

  /** Three finished submissions that stand on the board of a phase that is over. */
  private void waitingToMigrate() throws Exception {
    var path = competition(TWO_PHASES);
    long id = Long.parseLong(path.replaceAll(".*/", ""));
    long phase = number("select id from phase where position = 0 and competition_id = " + id);
    for (int i = 0; i < 3; i++) {
      var someone = new Rows(jdbc()).account("someone" + i).id().value();
      jdbc()
          .sql(
              """
              with one as (
                insert into submission (id, phase_id, account_id, blob_id, file_name, received_at, state)
                values (nextval('submission_id'), :phase, :account, :blob, 'mine.zip', now(), 'finished')
                returning id)
              insert into leaderboard_selection (phase_id, submission_id, account_id, selected_at)
              select :phase, id, :account, now() from one""")
          .param("phase", phase)
          .param("account", someone)
          .param("blob", new Rows(jdbc()).blob("mine.zip").value())
          .update();
    }
  }

  /** A re-score of two submissions, asked for and not begun. */
  private void waitingToRescore() throws Exception {
    var path = new ImportedForTests(site, "organiser").competition(TestBundle.small());
    var worker = new HandWorker(site, "lab-1");
    for (int i = 0; i < 2; i++) {
      organiser.upload(
          "/account", path + "/submit", "mine.zip", TestBundle.small().with("id", "" + i).zip());
      var order = worker.claim().orElseThrow();
      var _ = worker.heartbeat(order, Step.PREDICT).orElseThrow();
      worker.scored(order, "0.5");
    }
    var id = path.replaceAll(".*/", "");
    long phase = number("select id from phase where competition_id = " + id);
    var asked =
        organiser.postJson(
            "/account", "/api/v1/phases/" + phase + "/reruns", "{\"kind\":\"rescore\"}");
    assertThat(asked.statusCode()).as(asked.body()).isEqualTo(202);
    assertThat(Json.MAPPER.readTree(asked.body()).path("stage").asString()).isEqualTo("queueing");
  }

  private Process siteWorker() throws IOException {
    return site.siteWorker(folder.resolve("site-worker.log"));
  }

  /** How many are in the middle of a transaction that makes evaluations. */
  private long held() {
    return number(
        """
        select count(distinct l.pid) from pg_locks l join pg_stat_activity a on a.pid = l.pid
         where not l.granted and l.relation = 'evaluation'::regclass""");
  }

  private Connection holdEvaluations() throws SQLException {
    var connection = site.bean(DataSource.class).getConnection();
    connection.setAutoCommit(false);
    try (var statement = connection.createStatement()) {
      statement.execute("lock table evaluation in share mode");
    }
    return connection;
  }

  @Test
  void what_it_had_begun_is_neither_half_done_nor_forgotten() throws Exception {
    waitingToMigrate();
    waitingToRescore();
    Process killed;
    try (var hold = holdEvaluations()) {
      killed = siteWorker();
      try {
        await("it to be in the middle of both")
            .atMost(Duration.ofMinutes(3))
            .until(() -> held() >= 2 || !killed.isAlive());
        assertThat(killed.isAlive()).as(log()).isTrue();
      } finally {
        killed.destroyForcibly().waitFor();
        hold.rollback();
      }
    }
    await("the database to notice").until(() -> held() == 0);
    assertThat(copies()).isZero();
    assertThat(again()).isZero();

    var next = siteWorker();
    try {
      await("another to take both up")
          .atMost(Duration.ofMinutes(3))
          .until(() -> (copies() == 3 && again() == 2) || !next.isAlive());
      assertThat(next.isAlive()).as(log()).isTrue();
      await().until(() -> number("select count(*) from rerun where state = 'queued'") == 1);
    } finally {
      next.destroyForcibly().waitFor();
    }
    assertThat(copies()).as("once each").isEqualTo(3);
    assertThat(again()).as("once each").isEqualTo(2);
    assertThat(number("select count(distinct migrated_from) from submission")).isEqualTo(3);
  }

  private String log() throws IOException {
    return Files.readString(folder.resolve("site-worker.log"));
  }

  private long copies() {
    return number("select count(*) from submission where migrated_from is not null");
  }

  private long again() {
    return number("select count(*) from evaluation where rerun_id is not null");
  }
}
