package dev.assay.engine.docker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.engine.ContainerEngine;
import dev.assay.engine.EngineProvider;
import dev.assay.engine.testing.ContainerEngineContract;
import dev.assay.engine.testing.FakeEngine;
import dev.assay.engine.testing.FakeProgram;
import dev.assay.engine.testing.TestImage;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DockerEngineIT extends ContainerEngineContract {
  @TempDir static Path data;

  private static ContainerEngine engine = new FakeEngine(Path.of(""));

  @BeforeAll
  static void connect() throws Exception {
    TestImage.make();
    engine = EngineProvider.connectAny(data);
  }

  @AfterAll
  static void disconnect() {
    engine.close();
  }

  @Override
  protected ContainerEngine engine() {
    return engine;
  }

  @Override
  protected String image() {
    return TestImage.NAME;
  }

  @Override
  protected String missingImage() {
    return "127.0.0.1:1/assay/nowhere:1";
  }

  @Override
  protected List<String> program(String shell, FakeProgram fake) {
    return List.of("sh", "-c", shell);
  }

  @Test
  void the_engine_says_what_it_is() {
    assertThat(engine.info().name()).isIn("Docker", "Podman");
    assertThat(engine.info().version()).isNotBlank();
    assertThat(engine.info().cpus()).isPositive();
    assertThat(engine.info().memoryBytes()).isPositive();
  }
}
