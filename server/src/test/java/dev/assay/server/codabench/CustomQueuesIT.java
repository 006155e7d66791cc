package dev.assay.server.codabench;

import static dev.assay.server.testing.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.rabbitmq.client.AlreadyClosedException;
import com.rabbitmq.client.AuthenticationFailureException;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import dev.assay.contract.Json;
import dev.assay.contract.codabench.BrokerUrl;
import dev.assay.contract.codabench.CeleryTask;
import dev.assay.server.competitions.QueueChoices;
import dev.assay.server.competitions.imports.ImportedForTests;
import dev.assay.server.kernel.AccountId;
import dev.assay.server.testing.Browser;
import dev.assay.server.testing.Script;
import dev.assay.server.testing.TestBundle;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Queues of organisers: their own workers, their own account at the broker, and nobody else's. */
class CustomQueuesIT {
  private static BrokerBed bed;
  private static Browser owner;

  @BeforeAll
  static void start() throws Exception {
    bed = new BrokerBed();
    owner = bed.owner;
  }

  @AfterAll
  static void stop() {
    bed.close();
  }

  private static JsonNode make(String name) throws Exception {
    var answer = owner.postJson("/queues", "/api/v1/queues", "{\"name\": \"" + name + "\"}");
    assertThat(answer.statusCode()).isEqualTo(201);
    return Json.MAPPER.readTree(answer.body());
  }

  private static String connect(JsonNode queue) throws Exception {
    var path = "/api/v1/queues/" + queue.path("id").asLong();
    var answer = owner.postJson("/queues", path + "/connection", "{}");
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
    return Json.MAPPER.readTree(answer.body()).path("brokerUrl").asString();
  }

  private static String page(JsonNode queue) {
    return "/queues/" + queue.path("id").asLong();
  }

  @Test
  void what_a_competition_submits_runs_in_the_queue_it_was_given() throws Exception {
    var queue = make("lab");
    var url = connect(queue);
    var form = bed.competition + "/queue";
    owner.post(form, form, "queue=" + queue.path("id").asLong());
    var submission = bed.submit();

    try (var connection = bed.rabbit.connect(url);
        var channel = connection.createChannel()) {
      var message =
          await()
              .ignoreExceptions()
              .until(() -> channel.basicGet(CeleryTask.QUEUE, true), found -> found != null);
      var task = CeleryTask.read(message.getProps().getHeaders(), message.getBody());
      assertThat(task.args().id()).isEqualTo(submission);
      assertThat(bed.claim(task.args().secret()).statusCode()).isEqualTo(200);
    }
    var refused = owner.post(page(queue), page(queue) + "/delete");
    assertThat(refused.statusCode()).isEqualTo(409);
    assertThat(refused.body()).contains("Small");
    owner.post(form, form, "queue=");
    bed.clear();
  }

  @Test
  void what_waits_goes_along_to_another_queue() throws Exception {
    var queue = make("elsewhere");
    var submission = bed.submit();
    var form = bed.competition + "/queue";
    owner.post(form, form, "queue=" + queue.path("id").asLong());
    assertThat(
            bed.jdbc()
                .sql("select queue_id from evaluation where submission_id = :id")
                .param("id", submission)
                .query(Long.class)
                .single())
        .isEqualTo(queue.path("id").asLong());
    owner.post(form, form, "queue=");
    bed.clear();
  }

  private interface ChannelWork {
    void on(Channel channel) throws IOException;
  }

  private static final List<ChannelWork> FORBIDDEN =
      List.of(
          channel -> channel.queueDelete("others"),
          channel -> channel.queuePurge("others"),
          channel -> channel.basicGet("others", true),
          channel -> channel.queueBind("others", CeleryTask.QUEUE, "x"),
          channel -> channel.exchangeDeclare("mine", "topic", true),
          channel -> channel.exchangeDelete("amq.topic"),
          channel -> channel.basicPublish("amq.topic", "x", null, new byte[] {1}));

  @Test
  void a_queues_account_can_do_a_workers_work_there_and_nothing_elsewhere() throws Exception {
    var url = connect(make("least"));
    var other = connect(make("others"));
    try (var own = bed.rabbit.connect(url);
        var channel = own.createChannel()) {
      channel.queueDeclare(CeleryTask.QUEUE, true, false, false, Map.of("x-max-priority", 10));
      channel.exchangeDeclare(CeleryTask.QUEUE, "direct", true);
      channel.queueBind(CeleryTask.QUEUE, CeleryTask.QUEUE, CeleryTask.QUEUE);
      channel.exchangeDeclare("celeryev", "topic", true);
      channel.exchangeDeclare("celery.pidbox", "fanout", false);
      channel.queueDeclare("celery@gpu.celery.pidbox", false, false, true, Map.of());
    }
    try (var own = bed.rabbit.connect(url)) {
      var channel = own.createChannel(); // Closed by the refusal.
      assertThatThrownBy(() -> channel.queueDeclare("mine", true, false, false, Map.of()))
          .isInstanceOf(IOException.class);
    }
    // What others have in its own virtual host: neither to be read nor deleted.
    var vhostOfIt = BrokerUrl.parse(url).vhost();
    try (var site = bed.rabbit.connect(bed.rabbit.url(vhostOfIt));
        var channel = site.createChannel()) {
      channel.queueDeclare("others", true, false, false, Map.of());
      channel.basicPublish("", "others", null, new byte[] {1});
    }
    for (ChannelWork work : FORBIDDEN) {
      try (var own = bed.rabbit.connect(url)) {
        var channel = own.createChannel(); // Closed by the refusal.
        assertThatThrownBy(
                () -> {
                  work.on(channel);
                  // What is published is refused later than it is sent.
                  channel.queueDeclarePassive(CeleryTask.QUEUE);
                })
            .isInstanceOfAny(IOException.class, AlreadyClosedException.class);
      }
    }
    try (var site = bed.rabbit.connect(bed.rabbit.url(vhostOfIt));
        var channel = site.createChannel()) {
      assertThat(channel.messageCount("others")).isOne();
    }
    for (var vhost : new String[] {bed.vhost, BrokerUrl.parse(other).vhost(), "/"}) {
      var foreign = BrokerUrl.parse(url).withVhost(vhost).reveal();
      assertThatThrownBy(() -> bed.rabbit.connect(foreign)).isInstanceOf(IOException.class);
    }
    var login = BrokerUrl.parse(url);
    for (var path : List.of("/api/queues", "/api/users", "/api/vhosts", "/api/definitions")) {
      assertThat(bed.rabbit.manageAs(login.user(), login.password(), path)).as(path).isEqualTo(401);
    }
  }

  @Test
  void a_replaced_connection_string_does_not_work_any_more() throws Exception {
    var queue = make("rotated");
    var old = connect(queue);
    try (Connection connected = bed.rabbit.connect(old)) {
      var fresh = connect(queue);
      await().until(() -> !connected.isOpen());
      assertThatThrownBy(() -> bed.rabbit.connect(old))
          .isInstanceOf(AuthenticationFailureException.class);
      bed.rabbit.connect(fresh).close();
    } catch (com.rabbitmq.client.AlreadyClosedException e) {
      // Closed by the broker, as it should be.
      return;
    }
  }

  @Test
  void others_see_a_private_queue_once_it_is_shared_and_never_its_secrets() throws Exception {
    var queue = make("shared");
    connect(queue);
    var friend = Browser.signedUp(bed.site, "friend");
    assertThat(friend.get(page(queue)).statusCode()).isEqualTo(404);

    owner.post(page(queue), page(queue) + "/shares", "username=friend");
    var seen = friend.get(page(queue));
    assertThat(seen.statusCode()).isEqualTo(200);
    assertThat(seen.body()).doesNotContain("pyamqp").doesNotContain("Make token");
    assertThat(friend.get("/api/v1" + page(queue)).body()).doesNotContain("\"vhost\"");
    assertThat(friend.post("/account", page(queue) + "/connection").statusCode()).isEqualTo(403);
    assertThat(friend.post("/account", page(queue) + "/delete").statusCode()).isEqualTo(403);
    var limit = "/api/v1" + page(queue) + "/parallel-limit";
    var told = Script.of(bed.site, "owner").json("PUT", limit, Map.of("limit", 0));
    assertThat(told.statusCode()).isEqualTo(400);
    assertThat(Script.body(told).path("error").asString()).contains("a number from 1");

    var account =
        bed.jdbc()
            .sql("select id from account where username = 'friend'")
            .query(Long.class)
            .single();
    owner.post(page(queue), page(queue) + "/shares/" + account + "/remove");
    assertThat(friend.get(page(queue)).statusCode()).isEqualTo(404);
  }

  @Test
  void a_phase_runs_in_a_queue_of_its_own_and_the_page_shows_it() throws Exception {
    var queue = make("of a phase");
    var form = bed.competition + "/queue";
    var phase = owner.page(form).select("select[name^=phase-]").attr("name");
    owner.post(form, form, phase + "=" + queue.path("id").asLong());
    var submission = bed.submit();

    assertThat(queueOf(submission)).isEqualTo(queue.path("id").asLong());
    assertThat(owner.page(form).select("select[name^=phase-] option[selected]").text())
        .contains("of a phase");
    assertThat(owner.page(page(queue)).text()).contains("Small, phase");
    owner.post(form, form, phase + "=");
    assertThat(queueOf(submission))
        .as("what waits goes along")
        .isNotEqualTo(queue.path("id").asLong());
    bed.clear();
  }

  private static long queueOf(long submission) {
    return bed.jdbc()
        .sql("select queue_id from evaluation where submission_id = :id")
        .param("id", submission)
        .query(Long.class)
        .single();
  }

  @Test
  void a_participants_limit_is_set_on_a_page_and_holds_for_messages_too() throws Exception {
    var form = bed.competition + "/queue";
    assertThat(owner.post(form, form, "limit=0").statusCode()).isEqualTo(400);
    owner.post(form, form, "limit=1");
    assertThat(owner.page(form).select("input[name=limit]").attr("value")).isEqualTo("1");
    var first = bed.submit();
    var second = bed.submit();

    var taken = bed.take();
    assertThat(taken.args().id()).isEqualTo(first);
    var run = new Transcript(bed);
    run.take(taken);
    assertThat(run.patch("status=Running & status_details=ingestion_hostname-gpu-7"))
        .isEqualTo(200);
    assertThat(bed.participant.page("/submissions/" + second).text())
        .contains("as may at once in this competition");
    await().during(1, TimeUnit.SECONDS).until(() -> bed.waitingMessages() == 0);

    owner.post(form, form, "limit=");
    assertThat(bed.take().args().id()).isEqualTo(second);
    bed.clear();
  }

  @Test
  void a_queue_that_its_owner_renames_or_shares_with_others_keeps_what_runs_there()
      throws Exception {
    var helper = Browser.signedUp(bed.site, "helper");
    var made = helper.postJson("/queues", "/api/v1/queues", "{\"name\": \"of a helper\"}");
    var queue = Json.MAPPER.readTree(made.body());
    bed.jdbc()
        .sql(
            """
            insert into competition_organiser (competition_id, account_id)
            select :competition, id from account where username = 'helper'""")
        .param("competition", Long.parseLong(bed.competition.replaceAll("\\D", "")))
        .update();
    var form = bed.competition + "/queue";
    helper.post(form, form, "queue=" + queue.path("id").asLong());
    helper.post(page(queue), page(queue) + "/settings", "name=renamed");
    helper.post(page(queue), page(queue) + "/shares", "username=participant");
    var guest =
        bed.jdbc()
            .sql("select id from account where username = 'participant'")
            .query(Long.class)
            .single();
    helper.post(page(queue), page(queue) + "/shares/" + guest + "/remove");

    assertThat(owner.page(form).select("option[selected]").eachText()).contains("renamed");
    owner.post(form, form, "queue=");
  }

  @Test
  void the_editor_offers_what_may_be_used_shared_queues_too_and_nothing_else() throws Exception {
    var queue = make("lent");
    var guest = Browser.signedUp(bed.site, "guest");
    var choices = bed.site.bean(QueueChoices.class);
    var account =
        new AccountId(
            bed.jdbc()
                .sql("select id from account where username = 'guest'")
                .query(Long.class)
                .single());
    var key = UUID.fromString(queue.path("key").asString());
    assertThat(choices.of(account)).extracting(QueueChoices.Choice::key).doesNotContain(key);
    assertThat(choices.mayBeUsed(key, account)).isFalse();

    owner.post(page(queue), page(queue) + "/shares", "username=guest");
    assertThat(choices.of(account)).extracting(QueueChoices.Choice::key).contains(key);
    assertThat(choices.mayBeUsed(key, account)).isTrue();
    assertThat(guest.get(page(queue)).statusCode()).isEqualTo(200);
  }

  @Test
  void nobody_lets_a_competition_run_in_a_queue_that_is_not_theirs_to_use() throws Exception {
    var stranger = Browser.signedUp(bed.site, "stranger");
    var answer = stranger.postJson("/queues", "/api/v1/queues", "{\"name\": \"of a stranger\"}");
    var id = Json.MAPPER.readTree(answer.body()).path("id").asLong();
    var form = bed.competition + "/queue";
    var refused = owner.post(form, form, "queue=" + id);
    assertThat(refused.statusCode()).isEqualTo(400);
    assertThat(refused.body()).contains("There is no such queue, or you may not use it.");
    var script = Script.of(bed.site, "owner");
    var told = script.json("PUT", "/api/v1" + bed.competition + "/routing", Map.of("queue", id));
    assertThat(told.statusCode()).isEqualTo(422);
    assertThat(Script.body(told).path("error").asString()).contains("you may not use it");
    assertThat(stranger.get(form).statusCode()).isIn(403, 404);
  }

  @Test
  void a_bundle_names_a_queue_by_its_key() throws Exception {
    var queue = make("of a bundle");
    var bundle =
        TestBundle.small()
            .replacing(
                "docker_image:", "queue: " + queue.path("key").asString() + "\ndocker_image:");
    var competition = new ImportedForTests(bed.site, "owner").competition(bundle);
    assertThat(owner.page(competition + "/queue").select("option[selected]").eachText())
        .contains("of a bundle");
    assertThatThrownBy(() -> new ImportedForTests(bed.site, "participant").competition(bundle))
        .as("it is nobody else's to use")
        .isInstanceOf(NullPointerException.class)
        .hasMessageContaining("no queue with the key");
  }

  @Test
  void a_queue_that_nothing_uses_can_be_deleted_and_is_gone() throws Exception {
    var queue = make("short-lived");
    var url = connect(queue);
    assertThat(owner.post(page(queue), page(queue) + "/delete").statusCode()).isEqualTo(200);
    assertThat(owner.get(page(queue)).statusCode()).isEqualTo(404);
    assertThatThrownBy(() -> bed.rabbit.connect(url)).isInstanceOf(IOException.class);
    assertThat(
            bed.rabbit
                .manage("GET", "/api/vhosts/" + queue.path("key").asString(), "")
                .statusCode())
        .isEqualTo(404);
  }

  @Test
  void an_account_owns_a_bounded_number_of_queues() throws Exception {
    var hoarder = Browser.signedUp(bed.site, "hoarder");
    for (int i = 0; i < 20; i++) {
      var made = hoarder.postJson("/queues", "/api/v1/queues", "{\"name\": \"q" + i + "\"}");
      if (made.statusCode() == 403) {
        assertThat(made.body()).contains("as many as one may have");
        return;
      }
    }
    throw new AssertionError("There is no limit");
  }
}
