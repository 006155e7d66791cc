package dev.assay.engine.docker;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EngineAddressTest {
  @TempDir Path folder;

  @Test
  void the_usual_sockets_of_docker_and_podman_are_tried_in_this_order() {
    assertThat(EngineAddress.candidates(Map.of("XDG_RUNTIME_DIR", "/run/user/1000")))
        .extracting(EngineAddress::toString)
        .containsExactly(
            "unix:///var/run/docker.sock",
            "unix:///run/user/1000/docker.sock",
            "unix:///run/user/1000/podman/podman.sock",
            "unix:///run/podman/podman.sock");
  }

  @Test
  void an_engine_that_is_named_is_the_only_one_tried() {
    assertThat(EngineAddress.candidates(Map.of("DOCKER_HOST", " tcp://127.0.0.1:2375 ")))
        .extracting(EngineAddress::toString)
        .containsExactly("tcp://127.0.0.1:2375");
  }

  @Test
  void a_socket_that_is_not_there_is_told_without_calling_it() {
    var address = new EngineAddress(URI.create("unix://" + folder.resolve("none.sock")));
    assertThat(address.obstacle()).contains("no such socket");
  }
}
