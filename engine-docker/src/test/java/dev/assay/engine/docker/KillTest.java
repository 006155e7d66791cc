package dev.assay.engine.docker;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import dev.assay.engine.Exit;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** A kill at an engine that cannot take it at once, as while it is restarted. */
class KillTest {
  private final AtomicInteger kills = new AtomicInteger();
  private final CountDownLatch ended = new CountDownLatch(1);
  private final Output output = new Output();

  private void answer(HttpExchange exchange) throws IOException {
    var path = exchange.getRequestURI().getPath();
    if (path.endsWith("/kill")) {
      if (kills.incrementAndGet() <= 2) {
        StubEngine.answer(exchange, 500, "{\"message\": \"the engine is shutting down\"}");
        return;
      }
      ended.countDown();
      output.onComplete();
      StubEngine.answer(exchange, 200, "{}");
    } else if (path.endsWith("/wait")) {
      try {
        ended.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      StubEngine.answer(exchange, 200, "{\"StatusCode\": 137}");
    } else {
      StubEngine.answer(exchange, 200, "{}");
    }
  }

  private DockerSandbox sandbox(StubEngine engine) throws IOException {
    var mounts = new MountPlan(StubEngine.SPEC, StubEngine.IDENTITY, false, null);
    return new DockerSandbox("1", engine.api(), mounts, output, null, () -> {});
  }

  @Test
  void a_kill_that_the_engine_does_not_take_is_tried_until_it_does() throws Exception {
    try (var engine = new StubEngine(this::answer);
        var sandbox = sandbox(engine)) {
      sandbox.start((_, _, _, _) -> {});
      sandbox.kill();
      assertThat(sandbox.await(Duration.ofSeconds(50))).isInstanceOf(Exit.Killed.class);
    }
    assertThat(kills).hasValue(3);
  }

  @Test
  void a_container_that_somebody_took_away_ends_as_killed_after_the_time_that_it_ran()
      throws Exception {
    try (var engine = new StubEngine(KillTest::answerOfNoContainer);
        var sandbox = sandbox(engine)) {
      sandbox.start((_, _, _, _) -> {});
      output.onComplete();
      assertThat(sandbox.await(Duration.ofSeconds(50)))
          .isInstanceOfSatisfying(
              Exit.Killed.class,
              killed ->
                  assertThat(killed.elapsed()).isBetween(Duration.ZERO, Duration.ofMinutes(1)));
    }
  }

  private static void answerOfNoContainer(HttpExchange exchange) throws IOException {
    boolean waits = exchange.getRequestURI().getPath().endsWith("/wait");
    StubEngine.answer(exchange, waits ? 404 : 200, "{\"message\": \"No such container\"}");
  }
}
