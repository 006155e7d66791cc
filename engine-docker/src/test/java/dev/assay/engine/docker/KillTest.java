package dev.assay.engine.docker;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.assay.engine.Exit;
import dev.assay.engine.ResolvedImage;
import dev.assay.engine.SandboxSpec;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A kill at an engine that cannot take it at once, as while it is restarted. */
class KillTest {
  private static final SandboxSpec SPEC =
      new SandboxSpec(
          new ResolvedImage("python:3.11", "sha256:1"),
          List.of("python3", "main.py"),
          "/app/program",
          Map.of(),
          List.of(),
          new SandboxSpec.Limits(1 << 30, 1, 100, 1 << 20, 1 << 20),
          SandboxSpec.Network.NONE,
          false,
          SandboxSpec.User.UNPRIVILEGED,
          Map.of(),
          List.of());

  private final AtomicInteger kills = new AtomicInteger();
  private final CountDownLatch ended = new CountDownLatch(1);
  private final Output output = new Output();
  private HttpServer engine;
  private DockerApi api;

  @BeforeEach
  void anEngine() throws IOException {
    engine = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    engine.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    engine.createContext("/", this::answer);
    engine.start();
    api =
        DockerApi.connect(
            new EngineAddress(URI.create("tcp://127.0.0.1:" + engine.getAddress().getPort())));
  }

  @AfterEach
  void leave() {
    api.close();
    engine.stop(0);
  }

  private void answer(HttpExchange exchange) throws IOException {
    var path = exchange.getRequestURI().getPath();
    if (path.endsWith("/kill")) {
      if (kills.incrementAndGet() <= 2) {
        send(exchange, 500, "{\"message\": \"the engine is shutting down\"}");
        return;
      }
      ended.countDown();
      output.onComplete();
      send(exchange, 200, "{}");
    } else if (path.endsWith("/wait")) {
      try {
        ended.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      send(exchange, 200, "{\"StatusCode\": 137}");
    } else {
      send(exchange, 200, "{}");
    }
  }

  private static void send(HttpExchange exchange, int status, String json) throws IOException {
    var bytes = json.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  private DockerSandbox sandbox() throws IOException {
    var nobody = new Identity.Ids(65534, 65534);
    var mounts = new MountPlan(SPEC, new Identity(nobody, nobody, false), false, null);
    return new DockerSandbox("1", api, mounts, output, null, () -> {});
  }

  @Test
  void a_kill_that_the_engine_does_not_take_is_tried_until_it_does() throws Exception {
    try (var sandbox = sandbox()) {
      sandbox.start((_, _, _, _) -> {});
      sandbox.kill();
      assertThat(sandbox.await(Duration.ofSeconds(50))).isInstanceOf(Exit.Killed.class);
    }
    assertThat(kills).hasValue(3);
  }
}
