package dev.assay.server.codabench;

import static dev.assay.server.testing.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.contract.Json;
import dev.assay.contract.Paths;
import dev.assay.contract.Release;
import dev.assay.contract.RunOrder;
import dev.assay.contract.codabench.CeleryTask;
import dev.assay.contract.codabench.Ticket;
import dev.assay.server.testing.TestSite;
import java.util.HashSet;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What is submitted reaches workers through a real broker, whatever happens to the broker. */
class BrokerCarrierIT {
  private static BrokerBed bed;

  @BeforeAll
  static void start() throws Exception {
    bed = new BrokerBed();
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
  void a_worker_claims_with_a_message_what_was_submitted_and_no_second_one_does() throws Exception {
    var submission = bed.submit();
    var message = bed.take();

    var claimed = bed.claim(message.args().secret());
    assertThat(claimed.statusCode()).isEqualTo(200);
    var order = Json.MAPPER.readValue(claimed.body(), RunOrder.class);
    assertThat(order.submissionNumber()).isEqualTo(submission);
    assertThat(bed.claim(message.args().secret()).statusCode()).isEqualTo(410);
    assertThat(bed.attempts(submission)).isEqualTo(1);

    var bearer = Ticket.bearer(message.args().secret());
    var released =
        bed.post(Paths.release(order.attempt()), bearer, new Release(order.token(), "test"));
    assertThat(released.statusCode()).isEqualTo(204);
    // Given back, so it is offered again.
    assertThat(bed.take().args().id()).isEqualTo(submission);
  }

  @Test
  void the_message_says_all_that_codabenchs_workers_need() throws Exception {
    var submission = bed.submit();
    var args = bed.take().args();

    assertThat(args.id()).isEqualTo(submission);
    assertThat(args.isScoring()).isFalse();
    assertThat(args.dockerImage()).isEqualTo("assay/python:3.11");
    assertThat(args.submissionsApiUrl()).endsWith("/api");
    assertThat(args.programData()).contains("/storage/objects/");
    assertThat(args.predictionResult()).contains("/storage/uploads/");
    assertThat(args.predictionStdout()).isNotEqualTo(args.predictionStderr());
    assertThat(args.referenceData()).as("never beside participants' code").isNull();
  }

  @Test
  void the_brokers_queue_stays_shallow_and_is_filled_as_it_is_emptied() throws Exception {
    for (int i = 0; i < 6; i++) {
      bed.submit();
    }
    await().until(() -> bed.waitingMessages() == 2);
    var runs = new HashSet<Long>();
    while (runs.size() < 6) {
      var claimed = bed.claim(bed.take().args().secret());
      // Which run a message brings, the scheduler decides; the message of that run is then over.
      if (claimed.statusCode() == 200) {
        runs.add(Json.MAPPER.readValue(claimed.body(), RunOrder.class).evaluation());
      } else {
        assertThat(claimed.statusCode()).isEqualTo(410);
      }
    }
    assertThat(
            bed.jdbc()
                .sql("select count(*) from attempt where state = 'active'")
                .query(Integer.class)
                .single())
        .isEqualTo(6);
  }

  @Test
  void what_a_wiped_broker_lost_is_offered_again_and_nothing_is_doubled() throws Exception {
    var submission = bed.submit();
    await().ignoreExceptions().until(() -> bed.waitingMessages() == 1);
    bed.rabbit.deleteVhost(bed.vhost);
    var other = bed.submit();
    bed.rabbit.makeVhost(bed.vhost);

    for (int i = 0; i < 2; i++) {
      assertThat(bed.claim(bed.take().args().secret()).statusCode()).isEqualTo(200);
    }
    assertThat(bed.attempts(submission)).isEqualTo(1);
    assertThat(bed.attempts(other)).isEqualTo(1);
  }

  @Test
  void submissions_are_accepted_while_the_broker_is_down_and_offered_once_it_is_back()
      throws Exception {
    bed.rabbit.kill();
    long submission;
    try {
      submission = bed.submit();
    } finally {
      bed.rabbit.start();
    }
    assertThat(bed.take().args().id()).isEqualTo(submission);
  }

  @Test
  void a_message_that_is_lost_on_its_way_is_made_again_with_another_secret() throws Exception {
    bed.submit();
    var lost = bed.take().args().secret();
    var again = bed.take().args().secret();

    assertThat(again).isNotEqualTo(lost);
    assertThat(bed.claim(lost).statusCode()).isEqualTo(410);
    assertThat(bed.claim(again).statusCode()).isEqualTo(200);
  }

  @Test
  void a_message_delivered_twice_begins_one_run() throws Exception {
    var submission = bed.submit();
    var message = bed.next();
    var task = CeleryTask.read(message.getProps().getHeaders(), message.getBody());
    assertThat(bed.claim(task.args().secret()).statusCode()).isEqualTo(200);
    assertThat(bed.claim(task.args().secret()).statusCode()).isEqualTo(410);
    assertThat(bed.attempts(submission)).isEqualTo(1);
  }

  @Test
  void what_a_worker_by_https_took_or_somebody_cancelled_cannot_be_claimed() throws Exception {
    var taken = bed.submit();
    var message = bed.take();
    assertThat(bed.claimAs(TestSite.WORKER_TOKEN).statusCode()).isEqualTo(200);
    assertThat(bed.claim(message.args().secret()).statusCode()).isEqualTo(410);
    assertThat(bed.attempts(taken)).isEqualTo(1);

    var cancelled = bed.submit();
    var second = bed.take();
    bed.participant.post("/submissions/" + cancelled, "/submissions/" + cancelled + "/cancel");
    await().until(() -> bed.state(cancelled).equals("cancelled"));
    assertThat(bed.claim(second.args().secret()).statusCode()).isEqualTo(410);
  }

  @Test
  void a_secret_that_nobody_gave_out_opens_nothing() throws Exception {
    bed.submit();
    assertThat(bed.claim(UUID.randomUUID()).statusCode()).isEqualTo(410);
    assertThat(bed.claimAs("assayo_none").statusCode()).isEqualTo(401);
  }

  @Test
  void others_messages_in_the_queue_harm_nobody() throws Exception {
    try (var connection = bed.connect();
        var channel = connection.createChannel()) {
      await().ignoreExceptions().until(() -> bed.waitingMessages() >= 0);
      channel.basicPublish("", CeleryTask.QUEUE, null, "garbage".getBytes());
    }
    var submission = bed.submit();
    assertThat(bed.next().getBody()).asString().isEqualTo("garbage");
    assertThat(bed.take().args().id()).isEqualTo(submission);
  }

  @Test
  void signs_of_life_on_the_broker_make_workers_seen() throws Exception {
    var event =
        Map.of(
            "type", "worker-heartbeat",
            "hostname", "celery@gpu-7",
            "timestamp", 1.5,
            "active", 0,
            "sw_ident", "py-celery",
            "sw_ver", "5.2.6");
    try (var connection = bed.connect();
        var channel = connection.createChannel()) {
      channel.exchangeDeclare("celeryev", "topic", true);
      await()
          .until(
              () -> {
                channel.basicPublish(
                    "celeryev", "worker.heartbeat", null, Json.MAPPER.writeValueAsBytes(event));
                return bed.jdbc()
                        .sql("select count(*) from worker where name = 'gpu-7'")
                        .query(Integer.class)
                        .single()
                    == 1;
              });
    }
    assertThat(bed.participant.get("/queues/1").body()).contains("gpu-7");
  }
}
