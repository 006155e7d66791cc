package dev.assay.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** The first command that anybody runs. */
class DemoIT {

  @Test
  void the_demo_comes_out_as_it_should_and_exits_0() throws Exception {
    var data =
        Files.createTempDirectory(Files.createDirectories(Path.of("target", "sites")), "demo-")
            .toAbsolutePath();
    int port;
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = socket.getLocalPort();
    }
    var said = data.resolve("demo.log");
    var demo =
        Home.assay(List.of("demo", "--once", "--data=" + data, "--port=" + port))
            .redirectErrorStream(true)
            .redirectOutput(said.toFile())
            .start();
    var ended = demo.waitFor(5, TimeUnit.MINUTES);
    demo.descendants().forEach(ProcessHandle::destroyForcibly);
    demo.destroyForcibly();
    assertThat(ended).as(Files.readString(said)).isTrue();
    assertThat(demo.exitValue()).as(Files.readString(said)).isZero();
    assertThat(Files.readString(said)).contains("knn").contains("this sample fails on purpose");
  }
}
