package dev.assay.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** A worker pulls an image from a registry, and whoever waits for that sees how far it is. */
class ImagePullIT {
  private static final int MEGABYTES = 24;
  private static final Pattern PROGRESS =
      Pattern.compile("pulling 127.0.0.1:\\d+/assay/slow:1, (\\d+) of (\\d+) MB");

  private static final String SCORER =
      """
      import os, pathlib
      size = os.path.getsize("/ballast") >> 20
      pathlib.Path("/app/output/scores.json").write_text('{"score": %d}' % size)
      """;

  @TempDir private Path folder;

  @Test
  void how_much_of_an_image_is_there_is_told_while_it_is_pulled() throws Exception {
    assumeThat(ImageRegistry.program()).as("docker-registry; ./assay test fetches it").isPresent();
    try (var registry = ImageRegistry.start(folder)) {
      EngineCalls.publish(
          "assay/python:3.11", "127.0.0.1:" + registry.port() + "/assay/slow:1", MEGABYTES);
      try (var valve = Valve.before(registry.port(), 8 << 20)) {
        pull(valve, "127.0.0.1:" + valve.port() + "/assay/slow:1");
      }
    }
  }

  private static void pull(Valve valve, String image) {
    try (var site = RunningSite.start("pull")) {
      var organiser = Http.as(site, "admin", site.secret("admin-password"));
      var benchmark =
          Benchmark.upload(organiser, Benchmark.bundleIn(image, SCORER, Benchmark.OPEN_PHASE));
      var submission = benchmark.submit(organiser, Benchmark.zip(Map.of("answer.txt", "1")));

      var wait = awaitProgress(organiser, submission);
      var seen = PROGRESS.matcher(wait.path("progress").asString());
      assertThat(seen.find()).as(wait.toString()).isTrue();
      assertThat(Integer.parseInt(seen.group(1))).isLessThan(MEGABYTES);
      assertThat(Integer.parseInt(seen.group(2))).isGreaterThanOrEqualTo(MEGABYTES);
      assertThat(wait.path("owner").asString()).isEqualToIgnoringCase("worker");
      assertThat(organiser.getText("/submissions/" + submission).body())
          .contains("Pulling image " + image)
          .containsPattern(PROGRESS);

      valve.open();
      var ended = Benchmark.awaitFinal(organiser, submission);
      assertThat(ended.path("scores").path("score").asInt())
          .as(ended.toString())
          .isEqualTo(MEGABYTES);
    } finally {
      EngineCalls.forget(image);
    }
  }

  private static JsonNode awaitProgress(Http organiser, long submission) {
    return await("the progress of the pull")
        .atMost(Duration.ofSeconds(120))
        .pollInterval(Duration.ofMillis(100))
        .until(
            () -> organiser.get("/api/v1/submissions/" + submission).path("waits").path(0),
            now -> PROGRESS.matcher(now.path("progress").asString()).find());
  }
}
