package dev.assay.server.codabench;

import static dev.assay.server.testing.Patience.await;

import com.rabbitmq.client.BuiltinExchangeType;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.GetResponse;
import dev.assay.contract.ClaimRequest;
import dev.assay.contract.Json;
import dev.assay.contract.Paths;
import dev.assay.contract.WorkerInfo;
import dev.assay.contract.codabench.CeleryTask;
import dev.assay.contract.codabench.Ticket;
import dev.assay.contract.codabench.WorkerEvent;
import dev.assay.server.competitions.imports.ImportedForTests;
import dev.assay.server.testing.Browser;
import dev.assay.server.testing.RabbitMq;
import dev.assay.server.testing.TestBundle;
import dev.assay.server.testing.TestSite;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A site with a virtual host of a real broker, a competition, and somebody who takes part. */
final class BrokerBed implements AutoCloseable {
  final RabbitMq rabbit = RabbitMq.shared();
  final String vhost = rabbit.vhost();
  final TestSite site;
  final HttpClient http = HttpClient.newHttpClient();
  final Browser participant;
  final String competition;
  final Browser owner;

  BrokerBed(String... settings) throws Exception {
    this(TestBundle.small(), settings);
  }

  BrokerBed(TestBundle bundle, String... settings) throws Exception {
    var all = new ArrayList<>(List.of(settings));
    all.add("assay.broker.url=" + rabbit.url(vhost));
    all.add("assay.broker.management=" + rabbit.management());
    all.add("assay.broker.sweep=200ms");
    all.add("assay.broker.lost=4s");
    all.add("assay.queues.per-owner=12");
    site = TestSite.start(all.toArray(String[]::new));
    owner = Browser.signedUp(site, "owner");
    competition =
        new ImportedForTests(site, "owner")
            .competition(
                bundle
                    .replacing("docker_image:", "registration_auto_approve: true\ndocker_image:")
                    .replacing(
                        "start: 2026-01-01",
                        "start: 2026-01-01\n    max_submissions_per_day: 1000\n    max_submissions: 1000"));
    owner.publish(competition);
    participant = Browser.signedUp(site, "participant");
    participant.join(competition);
  }

  /** Submits something; its id. */
  long submit() throws Exception {
    return submit(TestBundle.small().bytesOf("data.zip"));
  }

  /** Submits these files; its id. */
  long submit(Map<String, String> files) throws Exception {
    var bytes = new HashMap<String, byte[]>();
    files.forEach((name, text) -> bytes.put(name, text.getBytes(StandardCharsets.UTF_8)));
    return submit(TestBundle.zipOf(bytes));
  }

  private long submit(byte[] zip) throws Exception {
    var answer = participant.upload("/account", competition + "/submit", "mine.zip", zip);
    if (answer.statusCode() != 200) {
      throw new AssertionError(answer.body());
    }
    return jdbc().sql("select max(id) from submission").query(Long.class).single();
  }

  JdbcClient jdbc() {
    return site.bean(JdbcClient.class);
  }

  String state(long submission) {
    return jdbc()
        .sql("select state from evaluation where submission_id = :id")
        .param("id", submission)
        .query(String.class)
        .single();
  }

  int attempts(long submission) {
    return jdbc()
        .sql(
            """
            select count(*) from attempt a join evaluation e on e.id = a.evaluation_id
             where e.submission_id = :id""")
        .param("id", submission)
        .query(Integer.class)
        .single();
  }

  Connection connect() throws Exception {
    return rabbit.connect(rabbit.url(vhost));
  }

  /** The next message, taken from the queue for good. */
  CeleryTask take() throws Exception {
    return CeleryTask.read(headers(next()), lastBody);
  }

  private byte[] lastBody = {};

  private static Map<String, Object> headers(GetResponse message) {
    return message.getProps().getHeaders();
  }

  GetResponse next() {
    var message =
        await()
            .pollInterval(Duration.ofMillis(50))
            .ignoreExceptions()
            .until(this::get, Objects::nonNull);
    lastBody = message.getBody();
    return message;
  }

  /** On a channel of its own: a queue that is not there closes it. */
  private @Nullable GetResponse get() throws Exception {
    try (var connection = connect();
        var channel = connection.createChannel()) {
      return channel.basicGet(CeleryTask.QUEUE, true);
    }
  }

  /** Publishes an event of a worker's, once somebody listens to such. */
  void celeryTells(String routingKey, byte[] event) throws Exception {
    try (var connection = connect();
        var channel = connection.createChannel()) {
      channel.exchangeDeclare(WorkerEvent.EXCHANGE, BuiltinExchangeType.TOPIC, true);
      channel.confirmSelect();
      var cameBack = new AtomicBoolean();
      channel.addReturnListener(unheard -> cameBack.set(true));
      await()
          .until(
              () -> {
                cameBack.set(false);
                channel.basicPublish(WorkerEvent.EXCHANGE, routingKey, true, null, event);
                return channel.waitForConfirms() && !cameBack.get();
              });
    }
  }

  int waitingMessages() throws Exception {
    try (var connection = connect();
        var channel = connection.createChannel()) {
      return channel.queueDeclarePassive(CeleryTask.QUEUE).getMessageCount();
    }
  }

  /** Claims as an Assay worker does that found the message. */
  HttpResponse<String> claim(UUID secret) throws Exception {
    return claimAs(Ticket.bearer(secret));
  }

  HttpResponse<String> claimAs(String bearer) throws Exception {
    var worker = new WorkerInfo("lab", UUID.randomUUID(), "1", "docker", 2, 1L << 30, 0, 1);
    return post(Paths.CLAIM, bearer, new ClaimRequest(worker, 1, 0, List.of()));
  }

  HttpResponse<String> post(String path, String bearer, Object body) throws Exception {
    return http.send(
        HttpRequest.newBuilder(site.url().resolve(path))
            .header("Authorization", "Bearer " + bearer)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofByteArray(Json.MAPPER.writeValueAsBytes(body)))
            .build(),
        BodyHandlers.ofString());
  }

  /** As if nothing had been submitted yet. */
  void clear() throws Exception {
    jdbc()
        .sql("update attempt set state = 'released', ended_at = now() where state = 'active'")
        .update();
    jdbc()
        .sql("update evaluation set state = 'cancelled', ended_at = now() where ended_at is null")
        .update();
    await()
        .ignoreExceptions()
        .until(
            () -> {
              try (var connection = connect();
                  var channel = connection.createChannel()) {
                channel.queuePurge(CeleryTask.QUEUE);
              }
              return jdbc()
                  .sql("select count(*) from offer where attempt_id is null and closed_at is null")
                  .query(Integer.class)
                  .single()
                  .equals(0);
            });
  }

  @Override
  public void close() {
    site.close();
    rabbit.deleteVhost(vhost);
  }
}
