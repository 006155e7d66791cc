package dev.assay.engine.docker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.engine.SandboxSpec;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** What is really sent to the engine, taken down by one that only listens. */
class ContainerRequestTest {
  private static String sent(SandboxSpec spec) throws IOException {
    var body = new AtomicReference<>("");
    try (var engine =
        new StubEngine(
            exchange -> {
              body.set(
                  new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
              StubEngine.answer(exchange, 201, "{\"Id\": \"1\", \"Warnings\": []}");
            })) {
      var command = engine.api().calls().createContainerCmd("sha256:1");
      var mounts = new MountPlan(spec, StubEngine.IDENTITY, false, null);
      new ContainerRequest(spec, mounts, StubEngine.IDENTITY, 2).fill(command);
      command.exec();
      return Objects.requireNonNull(body.get());
    }
  }

  @Test
  void graphics_processors_are_asked_for_by_name_and_no_others() throws IOException {
    assertThat(sent(StubEngine.SPEC.withGpus(List.of("GPU-7c1f", "GPU-90ab"))))
        .contains(
            "\"DeviceRequests\":[{\"Driver\":\"\",\"Count\":0,"
                + "\"DeviceIDs\":[\"GPU-7c1f\",\"GPU-90ab\"],"
                + "\"Capabilities\":[[\"gpu\"]],\"Options\":{}}]");
  }

  @Test
  void without_any_none_are_asked_for_and_everything_stays_closed() throws IOException {
    assertThat(sent(StubEngine.SPEC))
        .doesNotContain("DeviceIDs", "gpu")
        .contains(
            "\"NetworkMode\":\"none\"",
            "\"CapDrop\":[\"ALL\"]",
            "\"ReadonlyRootfs\":true",
            "\"User\":\"65534:65534\"");
  }
}
