package dev.assay.cli.site;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.cli.Stopped;
import dev.assay.cli.site.ResumableUpload.Pace;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UnansweredUploadTest {
  @TempDir Path folder;

  @Test
  void a_site_that_does_not_answer_is_said_at_once_and_waited_for() throws IOException {
    assertWaitsForOneThat("the connection is refused", nobody());
  }

  @Test
  void a_site_that_hangs_up_is_said_so() throws IOException {
    try (var site = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
      Thread.startVirtualThread(() -> hangUp(site));
      assertWaitsForOneThat("the connection broke", at(site));
    }
  }

  private static void hangUp(ServerSocket site) {
    try {
      while (true) {
        try (var visitor = site.accept()) {
          var _ = visitor.getInputStream().read();
          visitor.shutdownOutput();
          visitor.getInputStream().skip(Long.MAX_VALUE);
        }
      }
    } catch (IOException e) {
      // The test is over.
    }
  }

  private void assertWaitsForOneThat(String doesNot, URI site) throws IOException {
    var file = Files.writeString(folder.resolve("submission.zip"), "PK");
    List<String> said = new ArrayList<>();
    var sending =
        new ResumableUpload(
            SiteClient.visiting(site).withToken("token"),
            said::add,
            new Pace(Duration.ofMillis(300), Duration.ofSeconds(10), 1000));

    assertThatThrownBy(() -> sending.send(file, "submission.zip", Map.of("purpose", "submission")))
        .isInstanceOf(Stopped.class)
        .hasMessageContaining("does not answer (" + doesNot + "). Start the same");
    assertThat(said).singleElement().asString().contains("does not answer", "trying again");
  }

  /** An address at which nobody listens any more. */
  private static URI nobody() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return at(socket);
    }
  }

  private static URI at(ServerSocket socket) {
    return URI.create("http://127.0.0.1:" + socket.getLocalPort());
  }
}
