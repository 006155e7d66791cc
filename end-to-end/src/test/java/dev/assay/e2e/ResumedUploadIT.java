package dev.assay.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.assay.bundle.archive.FolderZip;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** {@code assay upload} over a network that breaks, to a site that dies. */
class ResumedUploadIT {
  private static final int SIZE = 50_000_000;

  private static RunningSite site;
  private static String token;

  @BeforeAll
  static void start() {
    site = RunningSite.start("resumed", "--no-worker");
    token = Http.tokenOf(site, "admin", site.secret("admin-password"));
  }

  @AfterAll
  static void stop() {
    site.close();
  }

  @Test
  void an_upload_that_is_cut_again_and_again_arrives_and_is_hardly_sent_twice() throws Exception {
    try (var network = BreakingProxy.before(site.url(), 6, 8_000_000, 7)) {
      var bundle = bundle(1);
      var upload = upload(network, bundle);
      assertDone(upload, bundle);
      assertThat(network.cutsLeft()).isZero();
      assertThat(network.sent()).isLessThan(SIZE + 20_000_000);
    }
  }

  @Test
  void a_site_killed_while_it_receives_goes_on_where_it_was() throws Exception {
    try (var network = BreakingProxy.before(site.url(), 0, 1, 8)) {
      var bundle = bundle(2);
      var upload = upload(network, bundle);
      await().atMost(Duration.ofSeconds(60)).until(() -> network.sent() > SIZE / 3);
      site.kill("site");
      site.awaitReady();
      assertDone(upload, bundle);
    }
  }

  @Test
  void a_site_killed_before_it_has_read_the_last_bytes_is_sent_them_again() throws Exception {
    try (var network = BreakingProxy.before(site.url(), 0, 1, 10)) {
      network.once(SIZE - 1_000_000, () -> site.freeze("site"));
      var bundle = bundle(4);
      var upload = upload(network, bundle);
      await().atMost(Duration.ofSeconds(60)).until(() -> network.sent() > SIZE);
      site.kill("site");
      site.awaitReady();
      assertDone(upload, bundle);
    }
  }

  @Test
  void a_command_that_was_stopped_goes_on_when_it_is_started_again() throws Exception {
    var bundle = bundle(3);
    try (var network = BreakingProxy.before(site.url(), 0, 1, 9)) {
      var first = upload(network, bundle);
      await().atMost(Duration.ofSeconds(60)).until(() -> network.sent() > SIZE / 3);
      first.destroyForcibly().waitFor();
      var second = upload(network, bundle);
      assertDone(second, bundle);
      assertThat(Files.readString(log(bundle))).contains("going on with an earlier upload");
      assertThat(network.sent()).isLessThan(SIZE + 30_000_000);
    }
  }

  private static Path log(Path bundle) {
    return bundle.resolveSibling("upload.log");
  }

  private static Process upload(BreakingProxy network, Path bundle) throws IOException {
    var builder =
        Home.assay(List.of("upload", bundle.toString(), "--site", network.url().toString()));
    builder.environment().put("ASSAY_TOKEN", token);
    builder
        .environment()
        .put("XDG_CACHE_HOME", Objects.requireNonNull(bundle.getParent()).toString());
    return builder.redirectErrorStream(true).redirectOutput(log(bundle).toFile()).start();
  }

  private static void assertDone(Process upload, Path bundle) throws Exception {
    var hasEnded = upload.waitFor(120, TimeUnit.SECONDS);
    var words = Files.readString(log(bundle));
    assertThat(hasEnded).as("The command goes on and on: " + words).isTrue();
    assertThat(upload.exitValue()).as(words).isZero();
    assertThat(words).contains("/competitions/");
  }

  /** The tiny sample with ballast that cannot be packed. */
  private static Path bundle(long seed) throws IOException {
    var folder = Files.createTempDirectory("resumed");
    var content = Files.createDirectory(folder.resolve("bundle"));
    try (var files = Files.walk(Home.sample("tiny"))) {
      for (var file : files.filter(Files::isRegularFile).toList()) {
        var copy = content.resolve(Home.sample("tiny").relativize(file).toString());
        Files.createDirectories(copy.getParent());
        Files.copy(file, copy);
      }
    }
    var ballast = new byte[SIZE];
    new Random(seed).nextBytes(ballast);
    Files.write(content.resolve("ballast.bin"), ballast);
    var zip = folder.resolve("bundle.zip");
    FolderZip.write(content, zip);
    return zip;
  }
}
