package dev.assay.server.codabench;

import static dev.assay.server.testing.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.rabbitmq.client.AlreadyClosedException;
import com.rabbitmq.client.AuthenticationFailureException;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import dev.assay.contract.codabench.BrokerUrl;
import dev.assay.contract.codabench.CeleryTask;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A queue at the broker: its workers' own account there, and nobody else's. */
class QueueAtBrokerIT {
  private static BrokerBed bed;

  @BeforeAll
  static void start() throws Exception {
    bed = new BrokerBed();
  }

  @AfterAll
  static void stop() {
    bed.close();
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
    var url = MadeQueue.of(bed.owner, "least").connect();
    var other = MadeQueue.of(bed.owner, "others").connect();
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
    var queue = MadeQueue.of(bed.owner, "rotated");
    var old = queue.connect();
    try (Connection connected = bed.rabbit.connect(old)) {
      var fresh = queue.connect();
      await().until(() -> !connected.isOpen());
      assertThatThrownBy(() -> bed.rabbit.connect(old))
          .isInstanceOf(AuthenticationFailureException.class);
      bed.rabbit.connect(fresh).close();
    } catch (AlreadyClosedException e) {
      // Closed by the broker, as it should be.
      return;
    }
  }

  @Test
  void a_queue_that_nothing_uses_can_be_deleted_and_is_gone() throws Exception {
    var queue = MadeQueue.of(bed.owner, "short-lived");
    var url = queue.connect();
    assertThat(bed.owner.post(queue.page(), queue.page() + "/delete").statusCode()).isEqualTo(200);
    assertThat(bed.owner.get(queue.page()).statusCode()).isEqualTo(404);
    assertThatThrownBy(() -> bed.rabbit.connect(url)).isInstanceOf(IOException.class);
    assertThat(bed.rabbit.manage("GET", "/api/vhosts/" + queue.key(), "").statusCode())
        .isEqualTo(404);
  }
}
