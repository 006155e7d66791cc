package dev.assay.engine.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.assay.engine.ContainerEngine;
import dev.assay.engine.EngineProvider;
import dev.assay.engine.ImageUnavailable;
import dev.assay.engine.PullProgress;
import dev.assay.engine.testing.TestImage;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real pulls from a real registry. */
class PullIT {
  @TempDir Path folder;
  private Registry registry;
  private ContainerEngine engine;
  private DockerApi api;

  @BeforeEach
  void start() throws Exception {
    assumeThat(Registry.program()).as("docker-registry; ./assay test fetches it").isPresent();
    TestImage.make();
    registry = Registry.start(folder);
    engine = EngineProvider.connectAny(folder.resolve("engine"));
    api = DockerApi.connect(OwnImage.engine());
  }

  @AfterEach
  void stop() throws Exception {
    if (registry == null) {
      return;
    }
    api.close();
    engine.close();
    registry.close();
  }

  /** Has the registry alone keep an image of this name. */
  private String publish(String name) throws Exception {
    var image = registry.image(name);
    try (var made = new OwnImage(image, "LABEL dev.assay.test=" + name)) {
      made.build();
      api.streams().pushImageCmd(image).start().awaitCompletion();
    }
    return image;
  }

  @Test
  void an_image_is_pulled_with_its_progress_told_and_then_there() throws Exception {
    var image = publish("assay/small:1");
    var said = Collections.synchronizedList(new ArrayList<String>());
    try {
      var pulled = engine.ensure(image, said::add);

      assertThat(pulled.reference()).isEqualTo(image);
      assertThat(pulled.id()).startsWith("sha256:");
      assertThat(said).anyMatch(line -> line.startsWith("pulling " + image));
      registry.goDown();
      assertThat(engine.ensure(image, PullProgress.SILENT).id()).isEqualTo(pulled.id());
    } finally {
      api.calls().removeImageCmd(image).withForce(true).exec();
    }
  }

  @Test
  void an_image_that_the_registry_does_not_have_will_not_come_by_waiting() {
    assertThatExceptionOfType(ImageUnavailable.class)
        .isThrownBy(() -> engine.ensure(registry.image("assay/nowhere:1"), PullProgress.SILENT))
        .matches(refused -> !refused.mayPass());
  }

  @Test
  void a_registry_that_is_down_may_come_back() throws Exception {
    var image = publish("assay/later:1");
    registry.goDown();
    assertThatExceptionOfType(ImageUnavailable.class)
        .isThrownBy(() -> engine.ensure(image, PullProgress.SILENT))
        .matches(ImageUnavailable::mayPass);

    registry.comeBack();
    try {
      assertThat(engine.ensure(image, PullProgress.SILENT).id()).startsWith("sha256:");
    } finally {
      api.calls().removeImageCmd(image).withForce(true).exec();
    }
  }
}
