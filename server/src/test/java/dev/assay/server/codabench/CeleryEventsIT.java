package dev.assay.server.codabench;

import static dev.assay.server.testing.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import com.rabbitmq.client.BuiltinExchangeType;
import com.rabbitmq.client.Channel;
import dev.assay.contract.Json;
import dev.assay.contract.LogStream;
import dev.assay.server.kernel.QueueId;
import dev.assay.server.queues.Queues;
import dev.assay.server.runs.Offers;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What Celery tells of a step of which Codabench's worker says nothing itself. */
class CeleryEventsIT {
  private static BrokerBed bed;
  private static PlayedRuns runs;

  @BeforeAll
  static void start() throws Exception {
    bed = new BrokerBed();
    runs = new PlayedRuns(bed);
  }

  @AfterAll
  static void stop() {
    bed.close();
  }

  @AfterEach
  void clear() throws Exception {
    bed.clear();
  }

  @Test
  void scores_that_are_no_numbers_end_the_run_at_once_and_its_log_is_kept() throws Exception {
    var submission = runs.play("not-finite");
    runs.awaitState(submission, "failed");

    assertThat(runs.failure(submission)).contains("NaN").contains("Out of range float values");
    assertThat(runs.attempts(submission)).containsExactly("released on gpu-7", "failed on gpu-7");
    assertThat(runs.log(submission, 2, LogStream.SCORE_PROGRAM_STDOUT))
        .isEqualTo("accuracy is nan\n");
    assertThat(runs.log(submission, 2, LogStream.WORKER)).contains("The worker broke off");
  }

  @Test
  void a_step_that_breaks_off_is_the_workers_fault_and_tried_again_at_once() throws Exception {
    var submission = runs.play("broke-off");
    runs.awaitState(submission, "scored");

    assertThat(runs.scores(submission)).containsExactly(new BigDecimal("0.5"));
    assertThat(runs.attempts(submission))
        .containsExactly("failed on gpu-7", "released on gpu-8", "scored on gpu-8");
    assertThat(runs.log(submission, 1, LogStream.WORKER)).contains("SIGKILL");
  }

  @Test
  void a_cancel_ends_with_the_word_that_the_task_was_stopped() throws Exception {
    var submission = bed.submit();
    var worker = runs.takenOn("status=Running & status_details=ingestion_hostname-gpu-7");
    var page = "/submissions/" + submission;
    bed.participant.post(page, page + "/cancel");
    worker.tell("task-revoked", "compute-worker@gpu-7", "");
    runs.awaitState(submission, "cancelled");
    assertThat(runs.attempts(submission)).containsExactly("cancelled on gpu-7");
  }

  @Test
  void a_task_is_told_of_in_its_own_queue_only() throws Exception {
    var submission = bed.submit();
    var worker = runs.takenOn("status=Running & status_details=ingestion_hostname-gpu-7");
    var elsewhere = new QueueId(bed.site.bean(Queues.class).defaultQueue().value() + 1);
    assertThat(bed.site.bean(Offers.class).findTask(elsewhere, worker.task())).isEmpty();
    assertThat(bed.state(submission)).isEqualTo("leased");
  }

  @Test
  void a_node_of_any_name_is_one_worker() throws Exception {
    bed.celeryTells(
        "worker.heartbeat",
        """
        {"type": "worker-heartbeat", "hostname": "compute-worker@vision-lab", "timestamp": 1.0,
         "active": 0, "sw_ident": "py-celery", "sw_ver": "5.2.6", "sw_sys": "Linux"}"""
            .getBytes(StandardCharsets.UTF_8));
    await().untilAsserted(() -> assertThat(workers("vision-lab")).hasSize(1));

    bed.submit();
    var early = new Transcript(bed);
    early.take(bed.take());
    early.tell("task-received", "compute-worker@vision-lab", "");
    await()
        .untilAsserted(
            () ->
                assertThat(bed.site.bean(StepNodes.class).node(early.task()))
                    .contains("vision-lab"));
    assertThat(early.patch("status=Running & status_details=ingestion_hostname-cabinet-9"))
        .isEqualTo(200);
    assertThat(workers("vision-lab", "cabinet-9")).containsExactly("vision-lab");
  }

  @Test
  void a_cancel_ends_though_the_broker_knows_no_worker_any_more() throws Exception {
    try (var restarted = new BrokerBed()) {
      var submission = restarted.submit();
      var worker = new Transcript(restarted);
      worker.take(restarted.take());
      assertThat(worker.patch("status=Running & status_details=ingestion_hostname-gpu-7"))
          .isEqualTo(200);
      var page = "/submissions/" + submission;
      restarted.participant.post(page, page + "/cancel");
      await()
          .untilAsserted(
              () ->
                  assertThat(
                          restarted
                              .jdbc()
                              .sql("select count(*) from offer where cancel_told_at is not null")
                              .query(Integer.class)
                              .single())
                      .isOne());
    }
  }

  @Test
  void two_nodes_of_one_machine_are_two_workers() throws Exception {
    for (var node : List.of("gpu0@cabinet-11", "gpu1@cabinet-11")) {
      beats(node);
    }
    await()
        .untilAsserted(
            () ->
                assertThat(workers("gpu0@cabinet-11", "gpu1@cabinet-11", "cabinet-11"))
                    .containsExactly("gpu0@cabinet-11", "gpu1@cabinet-11"));
  }

  @Test
  void a_worker_that_was_started_again_is_asked_anew_to_tell_of_its_tasks() throws Exception {
    try (var connection = bed.connect();
        var channel = connection.createChannel()) {
      channel.exchangeDeclare("celery.pidbox", BuiltinExchangeType.FANOUT, false);
      var orders = channel.queueDeclare().getQueue();
      channel.queueBind(orders, "celery.pidbox", "");
      beats("compute-worker@forgetful");
      awaitOrder(channel, orders);

      tells("worker-online", "compute-worker@forgetful");
      beats("compute-worker@forgetful");
      awaitOrder(channel, orders);
    }
  }

  private static void awaitOrder(Channel channel, String orders) {
    await()
        .until(
            () -> {
              var order = channel.basicGet(orders, true);
              return order != null
                  && new String(order.getBody(), StandardCharsets.UTF_8).contains("enable_events");
            });
  }

  private static void beats(String node) throws Exception {
    tells("worker-heartbeat", node);
  }

  private static void tells(String type, String node) throws Exception {
    var event =
        """
        {"type": "%s", "hostname": "%s", "timestamp": 1.0, "active": 0, "sw_ident": "py-celery",
         "sw_ver": "5.2.6", "sw_sys": "Linux"}"""
            .formatted(type, node);
    bed.celeryTells(type.replace('-', '.'), event.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void whose_node_it_was_may_turn_out_after_its_report() throws Exception {
    var submission = bed.submit();
    var late = runs.takenOn("status=Running & status_details=ingestion_hostname-cabinet-10");
    bed.celeryTells(
        "worker.heartbeat",
        """
        {"type": "worker-heartbeat", "hostname": "compute-worker@sound-lab", "timestamp": 1.0,
         "active": 1, "sw_ident": "py-celery", "sw_ver": "5.2.6", "sw_sys": "Linux"}"""
            .getBytes(StandardCharsets.UTF_8));
    await().untilAsserted(() -> assertThat(workers("sound-lab")).hasSize(1));
    late.tell("task-started", "compute-worker@sound-lab", "");
    await()
        .untilAsserted(
            () -> assertThat(workers("sound-lab", "cabinet-10")).containsExactly("sound-lab"));
    await()
        .untilAsserted(
            () ->
                assertThat(runs.attempts(submission))
                    .singleElement(InstanceOfAssertFactories.STRING)
                    .endsWith("on sound-lab"));
  }

  @Test
  void what_breaks_off_while_the_site_is_away_ends_when_it_is_back() throws Exception {
    try (var away = new BrokerBed()) {
      away.submit();
      var worker = new Transcript(away);
      worker.take(away.take());
      assertThat(worker.patch("status=Running & status_details=ingestion_hostname-gpu-7"))
          .isEqualTo(200);
      // From when it first listens.
      away.celeryTells("task.sent", "[]".getBytes(StandardCharsets.UTF_8));
      away.site.close();
      worker.tell("task-failed", "compute-worker@gpu-7", "ConnectionError('refused')");
      try (var back = away.site.another()) {
        await()
            .untilAsserted(
                () ->
                    assertThat(
                            back.bean(JdbcClient.class)
                                .sql("select state from attempt")
                                .query(String.class)
                                .list())
                        .containsExactly("failed"));
      }
    }
  }

  /** As the queue's page shows them, of these names. */
  private static List<String> workers(String... names) throws Exception {
    var shown = Json.MAPPER.readTree(bed.owner.get("/api/v1/queues/1").body()).path("workers");
    return shown
        .valueStream()
        .map(worker -> worker.path("name").asString())
        .filter(List.of(names)::contains)
        .toList();
  }
}
