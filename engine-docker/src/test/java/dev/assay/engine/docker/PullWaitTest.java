package dev.assay.engine.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpExchange;
import dev.assay.engine.EngineException;
import dev.assay.engine.ImageUnavailable;
import dev.assay.engine.PullProgress;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** Pulls that take longer than somebody wants to wait. */
class PullWaitTest {
  private static final Duration AMPLE = Duration.ofSeconds(60);

  private final CountDownLatch pulling = new CountDownLatch(1);
  private final CountDownLatch over = new CountDownLatch(1);

  /** Has no image, and pulls for ever. */
  private void answer(HttpExchange exchange) throws IOException {
    if (exchange.getRequestURI().getPath().endsWith("/images/create")) {
      pulling.countDown();
      try {
        over.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
    StubEngine.answer(exchange, 404, "{\"message\": \"no such image\"}");
  }

  @Test
  void who_waits_for_the_pull_of_another_run_can_be_called_off() throws Exception {
    try (var engine = new StubEngine(this::answer)) {
      var images = new Images(engine.api());
      var first = Thread.ofPlatform().start(() -> ensure(images));
      pulling.await();
      var end = new AtomicReference<Throwable>();
      var second = Thread.ofPlatform().unstarted(() -> ensure(images));
      second.setUncaughtExceptionHandler((_, failure) -> end.set(failure));
      second.start();
      await().atMost(AMPLE).until(() -> second.getState() == Thread.State.WAITING);

      second.interrupt();

      assertThat(second.join(AMPLE)).isTrue();
      assertThat(end.get())
          .isInstanceOf(EngineException.class)
          .hasMessageContaining("another run was pulling slow:1");
      over.countDown();
      first.join();
    } finally {
      over.countDown();
    }
  }

  private static void ensure(Images images) {
    try {
      images.ensure("slow:1", PullProgress.SILENT);
    } catch (ImageUnavailable e) {
      throw new IllegalStateException(e);
    }
  }
}
