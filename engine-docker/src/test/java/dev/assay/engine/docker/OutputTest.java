package dev.assay.engine.docker;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.sun.net.httpserver.HttpServer;
import dev.assay.engine.EngineException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Engines that do not do as they are told. */
class OutputTest {
  private HttpServer engine;
  private final CountDownLatch over = new CountDownLatch(1);

  @BeforeEach
  void start() throws IOException {
    engine = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    engine.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    engine.start();
  }

  @AfterEach
  void stop() {
    over.countDown();
    engine.stop(0);
  }

  @Test
  void an_attach_that_is_refused_fails_with_the_engines_words() throws Exception {
    var refusal = "{\"message\": \"container is gone\"}".getBytes(StandardCharsets.UTF_8);
    engine.createContext(
        "/",
        exchange -> {
          try (exchange) {
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(409, refusal.length);
            exchange.getResponseBody().write(refusal);
          }
        });
    try (var api = api()) {
      assertThatExceptionOfType(EngineException.class)
          .isThrownBy(() -> Output.attach(api, "c1", Duration.ofSeconds(20)))
          .withMessageContaining("c1")
          .withMessageContaining("container is gone");
    }
  }

  @Test
  void an_attach_that_is_never_answered_fails_at_its_deadline() throws Exception {
    engine.createContext(
        "/",
        exchange -> {
          try (exchange) {
            over.await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        });
    try (var api = api()) {
      assertThatExceptionOfType(EngineException.class)
          .isThrownBy(() -> Output.attach(api, "c1", Duration.ofMillis(300)))
          .withMessageContaining("no answer");
    } finally {
      over.countDown();
    }
  }

  private DockerApi api() {
    return DockerApi.connect(
        new EngineAddress(URI.create("tcp://127.0.0.1:" + engine.getAddress().getPort())));
  }
}
