package dev.assay.engine.docker;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.assay.engine.EngineException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** Engines that do not do as they are told. */
class OutputTest {
  @Test
  void an_attach_that_is_refused_fails_with_the_engines_words() throws Exception {
    try (var engine =
        new StubEngine(
            exchange -> StubEngine.answer(exchange, 409, "{\"message\": \"container is gone\"}"))) {
      assertThatExceptionOfType(EngineException.class)
          .isThrownBy(() -> Output.attach(engine.api(), "c1", Duration.ofSeconds(20)))
          .withMessageContaining("c1")
          .withMessageContaining("container is gone");
    }
  }

  @Test
  void an_attach_that_is_never_answered_fails_at_its_deadline() throws Exception {
    var over = new CountDownLatch(1);
    try (var engine = new StubEngine(exchange -> awaitQuietly(over))) {
      assertThatExceptionOfType(EngineException.class)
          .isThrownBy(() -> Output.attach(engine.api(), "c1", Duration.ofMillis(300)))
          .withMessageContaining("no answer");
    } finally {
      over.countDown();
    }
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
