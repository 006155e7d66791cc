package dev.assay.cli.site;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.assay.cli.Stopped;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SubmissionWatchTest {
  private final AtomicInteger calls = new AtomicInteger();
  private final List<String> said = new ArrayList<>();
  private HttpServer server;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private SubmissionWatch watch() {
    var site = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    return new SubmissionWatch(SiteClient.visiting(site), said::add);
  }

  private static void answer(HttpExchange exchange, int status, String body) throws IOException {
    var bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  @Test
  void a_site_that_is_restarted_meanwhile_is_asked_again() {
    server.createContext(
        "/",
        exchange -> {
          switch (calls.incrementAndGet()) {
            case 1 -> answer(exchange, 200, "{\"state\":\"running\",\"line\":\"Running\"}");
            case 2 -> exchange.close();
            case 3 -> answer(exchange, 503, "");
            default -> answer(exchange, 200, "{\"state\":\"finished\",\"line\":\"Scored\"}");
          }
        });

    assertThat(watch().await(7, Duration.ofMinutes(1)).path("state").asString())
        .isEqualTo("finished");
    assertThat(said).containsExactly("submission 7: Running", "submission 7: Scored");
  }

  @Test
  void a_site_that_stays_away_is_given_up_in_the_end() {
    var watch = watch();
    server.stop(0);

    assertThatThrownBy(() -> watch.await(7, Duration.ofMillis(300)))
        .isInstanceOf(Stopped.class)
        .hasMessageContaining("does not answer");
  }

  @Test
  void a_refusal_is_final() {
    server.createContext(
        "/", exchange -> answer(exchange, 404, "{\"error\":\"There is no such submission.\"}"));

    assertThatThrownBy(() -> watch().await(7, Duration.ofMinutes(1)))
        .isInstanceOf(SiteClient.Refused.class)
        .hasMessage("There is no such submission.");
  }
}
