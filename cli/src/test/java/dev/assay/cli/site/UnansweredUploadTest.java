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
    var file = Files.writeString(folder.resolve("submission.zip"), "PK");
    List<String> said = new ArrayList<>();
    var sending =
        new ResumableUpload(
            SiteClient.visiting(nobody()).withToken("token"),
            said::add,
            new Pace(Duration.ofMillis(300), Duration.ofSeconds(10), 1000));

    assertThatThrownBy(() -> sending.send(file, "submission.zip", Map.of("purpose", "submission")))
        .isInstanceOf(Stopped.class)
        .hasMessageContaining("does not answer (the connection is refused). Start the same");
    assertThat(said).singleElement().asString().contains("does not answer", "trying again");
  }

  /** An address at which nobody listens any more. */
  private static URI nobody() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return URI.create("http://127.0.0.1:" + socket.getLocalPort());
    }
  }
}
