package dev.assay.engine.docker;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.assay.engine.ResolvedImage;
import dev.assay.engine.SandboxSpec;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** What is really sent to the engine, taken down by one that only listens. */
class ContainerRequestTest {
  private static final SandboxSpec SPEC =
      new SandboxSpec(
          new ResolvedImage("python:3.11", "sha256:1"),
          List.of("python3", "main.py"),
          "/app/program",
          Map.of(),
          List.of(),
          new SandboxSpec.Limits(1 << 30, 1, 100, 1 << 20, 1 << 20),
          SandboxSpec.Network.NONE,
          false,
          SandboxSpec.User.UNPRIVILEGED,
          Map.of(),
          List.of());

  private static String sent(SandboxSpec spec) throws IOException {
    var body = new AtomicReference<>("");
    var engine = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    engine.createContext(
        "/",
        exchange -> {
          body.set(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
          var answer = "{\"Id\": \"1\", \"Warnings\": []}".getBytes(StandardCharsets.UTF_8);
          exchange.getResponseHeaders().set("Content-Type", "application/json");
          exchange.sendResponseHeaders(201, answer.length);
          exchange.getResponseBody().write(answer);
          exchange.close();
        });
    engine.start();
    var uri = URI.create("tcp://127.0.0.1:" + engine.getAddress().getPort());
    try (var api = DockerApi.connect(new EngineAddress(uri))) {
      var nobody = new Identity.Ids(65534, 65534);
      var identity = new Identity(nobody, nobody, false);
      var command = api.calls().createContainerCmd("sha256:1");
      new ContainerRequest(spec, new MountPlan(spec, identity, false, null), identity, 2)
          .fill(command);
      command.exec();
      return Objects.requireNonNull(body.get());
    } finally {
      engine.stop(0);
    }
  }

  @Test
  void graphics_processors_are_asked_for_by_name_and_no_others() throws IOException {
    assertThat(sent(SPEC.withGpus(List.of("GPU-7c1f", "GPU-90ab"))))
        .contains(
            "\"DeviceRequests\":[{\"Driver\":\"\",\"Count\":0,"
                + "\"DeviceIDs\":[\"GPU-7c1f\",\"GPU-90ab\"],"
                + "\"Capabilities\":[[\"gpu\"]],\"Options\":{}}]");
  }

  @Test
  void without_any_none_are_asked_for_and_everything_stays_closed() throws IOException {
    assertThat(sent(SPEC))
        .doesNotContain("DeviceIDs", "gpu")
        .contains(
            "\"NetworkMode\":\"none\"",
            "\"CapDrop\":[\"ALL\"]",
            "\"ReadonlyRootfs\":true",
            "\"User\":\"65534:65534\"");
  }
}
