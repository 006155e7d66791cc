package dev.assay.cli.supervision;

import dev.assay.cli.Stopped;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.time.Duration;
import java.util.function.Consumer;

/** Waits until the site answers; gives up only when its process keeps dying. */
record Readiness(URI site, Keeper keeper, Consumer<String> say) {
  private static final int DEATHS = 3;

  /** Between two questions: nobody tells when a site begins to answer. */
  private static final Duration BETWEEN = Duration.ofMillis(100);

  private static final Duration WORD_EVERY = Duration.ofSeconds(10);

  void await() throws InterruptedException {
    var started = System.nanoTime();
    var nextWord = started + WORD_EVERY.toNanos();
    while (!answers()) {
      if (keeper.failures() >= DEATHS) {
        throw Stopped.byMachine(
            "The site does not start. The end of its log (%s):%n%s"
                .formatted(keeper.program().log().path(), keeper.program().log().tail()));
      }
      if (System.nanoTime() > nextWord) {
        say.accept(
            "still waiting for the site after %d s; its log: %s"
                .formatted(
                    Duration.ofNanos(System.nanoTime() - started).toSeconds(),
                    keeper.program().log().path()));
        nextWord += WORD_EVERY.toNanos();
      }
      Thread.sleep(BETWEEN);
    }
  }

  private boolean answers() {
    try {
      var connection =
          (HttpURLConnection) site.resolve("/actuator/health").toURL().openConnection();
      connection.setConnectTimeout(1000);
      connection.setReadTimeout(5000);
      try {
        return connection.getResponseCode() == HttpURLConnection.HTTP_OK;
      } finally {
        connection.disconnect();
      }
    } catch (IOException _) {
      return false;
    }
  }
}
