package dev.assay.server.canary;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.contract.Json;
import dev.assay.server.competitions.imports.ImportedForTests;
import dev.assay.server.kernel.QueueId;
import dev.assay.server.queues.QueueHealth;
import dev.assay.server.queues.Queues;
import dev.assay.server.testing.Browser;
import dev.assay.server.testing.TestBundle;
import dev.assay.server.testing.TestSite;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Queues are tried on a whole site whose site worker is run by hand. */
class CanariesIT {
  private TestSite site;
  private QueueId queue;

  @BeforeEach
  void start() {
    site = TestSite.start("assay.roles=site", "assay.canary.every=15m");
    queue = site.bean(Queues.class).defaultQueue();
  }

  @AfterEach
  void stop() {
    site.close();
  }

  private JdbcClient jdbc() {
    return site.bean(JdbcClient.class);
  }

  private void tend() {
    site.bean(Canaries.class).tend();
  }

  private void worker() {
    jdbc()
        .sql(
            """
            insert into worker (queue_id, instance, name, version, engine, cpus, memory_bytes, gpus,
                                slots, free_slots, first_seen, last_seen, images)
            values (:queue, gen_random_uuid(), 'lab', '1', 'docker', 2, 1000, 0, 1, 1, now(), now(),
                    '{old,assay/python:3.11}')""")
        .param("queue", queue.value())
        .update();
  }

  private String text(String sql) {
    return jdbc().sql(sql).query(String.class).single();
  }

  private void end(String state, @Nullable String failure) {
    jdbc()
        .sql(
            """
            update evaluation set state = :state, ended_at = now(), failure = cast(:failure as jsonb)
             where state = 'queued'""")
        .param("state", state.equals("finished") ? "scored" : "failed")
        .param("failure", failure)
        .update();
    jdbc().sql("update submission set state = '" + state + "'").update();
  }

  @Test
  void a_queue_in_which_nothing_ever_ran_is_not_tried() {
    tend();
    assertThat(text("select count(*)::text from submission")).isEqualTo("0");
  }

  /** One that runs in the queue, and a worker there that has run nothing yet. */
  private void competitionAndFreshWorker() throws Exception {
    Browser.signedUp(site, "organiser");
    var path = new ImportedForTests(site, "organiser").competition(TestBundle.small());
    jdbc()
        .sql(
            "update competition set is_published = true, docker_image = 'org/own:1' where id = :id")
        .param("id", Long.parseLong(path.substring(path.lastIndexOf('/') + 1)))
        .update();
    worker();
    jdbc().sql("update worker set images = '{}'").update();
  }

  private String outcome() throws Exception {
    return new Browser(site).page("/queues/" + queue).text();
  }

  @Test
  void where_nothing_ever_ran_it_is_tried_with_the_image_that_a_competition_there_names()
      throws Exception {
    assertThat(outcome()).contains("The site has not tried this queue by itself yet.");
    competitionAndFreshWorker();
    tend();

    assertThat(text("select docker_image from competition where competition_type = 'canary'"))
        .isEqualTo("org/own:1");
    assertThat(outcome()).contains("The site tried this queue", "It is not over yet.");
    end("finished", null);
    tend();
    assertThat(site.bean(QueueHealth.class).provenAt(queue)).isPresent();
    assertThat(site.bean(QueueHealth.class).lastTry(queue))
        .hasValueSatisfying(
            last -> {
              assertThat(last.image()).isEqualTo("org/own:1");
              assertThat(last.outcome()).isEqualTo("It was scored.");
            });
    assertThat(outcome()).contains("It was scored.").doesNotContain("org/own:1");
  }

  @Test
  void that_a_worker_does_not_get_an_image_that_nothing_ran_with_says_nothing_of_its_queue()
      throws Exception {
    competitionAndFreshWorker();
    tend();
    end("failed", "{\"message\": \"It is nowhere.\", \"cause\": \"IMAGE_UNAVAILABLE\"}");
    tend();

    assertThat(site.bean(QueueHealth.class).trouble(queue)).isEmpty();
    assertThat(site.bean(QueueHealth.class).provenAt(queue)).isEmpty();
    assertThat(outcome())
        .contains("Whether this queue works is not known yet", "It is nowhere.")
        .doesNotContain("Failing");
    jdbc().sql("update canary set started_at = now() - interval '20 minutes'").update();
    tend();
    assertThat(text("select count(*)::text from submission"))
        .as("it is not asked for again and again")
        .isEqualTo("1");

    jdbc().sql("update worker set images = '{assay/python:3.11}'").update();
    tend();
    assertThat(text("select count(*)::text from submission")).as("it has one now").isEqualTo("2");
    end("failed", "{\"message\": \"It is gone.\", \"cause\": \"IMAGE_PULL_FAILED\"}");
    tend();
    assertThat(site.bean(QueueHealth.class).trouble(queue)).contains("It is gone.");
  }

  @Test
  void that_a_worker_fails_with_an_image_that_nothing_ran_with_is_trouble_all_the_same()
      throws Exception {
    competitionAndFreshWorker();
    tend();
    end("failed", "{\"message\": \"No engine.\", \"cause\": \"ENGINE_FAILED\"}");
    tend();

    assertThat(site.bean(QueueHealth.class).trouble(queue)).contains("No engine.");
  }

  @Test
  void a_queue_whose_worker_is_not_there_is_not_tried_with_a_guess() throws Exception {
    competitionAndFreshWorker();
    jdbc().sql("update worker set gone_at = now()").update();
    tend();
    assertThat(text("select count(*)::text from submission")).isEqualTo("0");
  }

  @Test
  void a_queue_is_tried_with_an_image_its_workers_have_and_all_is_well_when_that_is_scored() {
    worker();
    tend();
    tend();

    assertThat(text("select count(*)::text from submission")).as("one at a time").isEqualTo("1");
    assertThat(text("select docker_image from competition")).isEqualTo("assay/python:3.11");
    assertThat(text("select state from evaluation")).isEqualTo("queued");
    assertThat(text("select is_short::text from evaluation")).isEqualTo("true");
    end("finished", null);
    tend();
    assertThat(text("select state from canary")).isEqualTo("good");
    assertThat(site.bean(QueueHealth.class).trouble(queue)).isEmpty();
    tend();
    assertThat(text("select count(*)::text from submission"))
        .as("the next one is due in a quarter of an hour")
        .isEqualTo("1");
  }

  @Test
  void a_queue_whose_canary_fails_is_shown_as_failing_until_one_succeeds() throws Exception {
    worker();
    tend();
    end("failed", "{\"message\": \"The image is not there.\"}");
    tend();

    assertThat(site.bean(QueueHealth.class).trouble(queue)).contains("The image is not there.");
    var visitor = new Browser(site);
    assertThat(visitor.page("/queues/" + queue).text())
        .contains("Failing")
        .contains("The site's own test run failed here: The image is not there.");
    assertThat(visitor.page("/queues").text()).contains("Failing");

    jdbc().sql("update canary set started_at = now() - interval '20 minutes'").update();
    tend();
    assertThat(site.bean(QueueHealth.class).trouble(queue)).as("until proven").isPresent();
    jdbc().sql("update submission set state = 'finished'").update();
    tend();
    assertThat(site.bean(QueueHealth.class).trouble(queue)).isEmpty();
  }

  @Test
  void a_canary_that_somebody_stopped_says_nothing_of_its_queue() {
    worker();
    tend();
    end("cancelled", null);
    tend();

    assertThat(site.bean(QueueHealth.class).trouble(queue)).isEmpty();
    jdbc().sql("update canary set started_at = now() - interval '20 minutes'").update();
    tend();
    assertThat(text("select count(*)::text from submission")).as("the next one").isEqualTo("2");
  }

  @Test
  void a_queue_that_is_only_full_is_not_at_fault_but_one_without_a_worker_is() {
    worker();
    tend();
    jdbc().sql("update canary set started_at = now() - interval '2 hours'").update();
    tend();
    assertThat(text("select state from canary")).isEqualTo("running");

    jdbc().sql("update worker set gone_at = now()").update();
    tend();
    assertThat(site.bean(QueueHealth.class).trouble(queue))
        .hasValueSatisfying(
            why -> assertThat(why).startsWith("No worker has asked for it for 2 h"));
  }

  @Test
  void where_no_worker_comes_canaries_do_not_pile_up() {
    worker();
    tend();
    jdbc().sql("update worker set gone_at = now()").update();
    for (int i = 0; i < 3; i++) {
      jdbc().sql("update canary set started_at = now() - interval '2 hours'").update();
      tend();
    }
    assertThat(text("select count(*)::text from submission")).isEqualTo("1");
    assertThat(site.bean(QueueHealth.class).trouble(queue)).isPresent();

    end("finished", null);
    tend();
    assertThat(site.bean(QueueHealth.class).trouble(queue)).as("it came through").isEmpty();
  }

  @Test
  void the_owner_is_told_on_the_home_page_and_others_are_not() throws Exception {
    var owner = Browser.signedUp(site, "owner");
    var stranger = Browser.signedUp(site, "stranger");
    var made = owner.postJson("/queues", "/api/v1/queues", "{\"name\": \"Vision lab\"}");
    queue = new QueueId(Json.MAPPER.readTree(made.body()).path("id").asLong());
    worker();
    tend();
    end("failed", "{\"message\": \"The image is not there.\"}");
    tend();

    assertThat(owner.page("/").text())
        .contains("test run in the queue Vision lab failed: The image is not there.");
    assertThat(stranger.page("/").text()).doesNotContain("Vision lab");
  }

  @Test
  void a_canary_neither_holds_a_queue_that_is_deleted_nor_is_told_of_among_its_uses()
      throws Exception {
    var owner = Browser.signedUp(site, "owner");
    var made = owner.postJson("/queues", "/api/v1/queues", "{\"name\": \"Vision lab\"}");
    queue = new QueueId(Json.MAPPER.readTree(made.body()).path("id").asLong());
    worker();
    tend();
    var page = "/queues/" + queue;
    assertThat(owner.page(page).text()).contains("No competition yet");
    owner.post(page, page + "/settings", "name=Renamed");
    assertThat(text("select queue_id::text from competition")).isEqualTo(queue.toString());

    assertThat(owner.post(page, page + "/delete").statusCode()).isEqualTo(200);
    assertThat(text("select state from submission")).isEqualTo("cancelled");
    jdbc().sql("update canary set started_at = now() - interval '20 minutes'").update();
    tend();
    tend();
    assertThat(text("select count(*)::text from submission")).isEqualTo("1");
  }

  @Test
  void nobody_sees_the_canarys_competition_or_logs_in_as_its_accounts() throws Exception {
    worker();
    tend();
    var user = Browser.signedUp(site, "somebody");
    assertThat(user.page("/competitions").text()).doesNotContain("Canary");
    assertThat(user.get("/competitions/" + text("select id::text from competition")).statusCode())
        .isEqualTo(404);
    assertThat(
            text(
                "select count(*)::text from account where disabled_at is null and display_name = 'Canary'"))
        .isEqualTo("0");
  }
}
