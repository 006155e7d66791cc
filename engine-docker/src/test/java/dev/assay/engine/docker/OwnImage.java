package dev.assay.engine.docker;

import com.github.dockerjava.api.command.BuildImageResultCallback;
import dev.assay.engine.testing.TestImage;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Set;

/** An image made for one test on top of {@link TestImage}, and removed again. */
record OwnImage(String name, String instruction) implements AutoCloseable {
  void build() throws IOException {
    var folder = Files.createTempDirectory("image");
    var recipe =
        Files.writeString(
            folder.resolve("Dockerfile"), "FROM " + TestImage.NAME + "\n" + instruction + "\n");
    try (var api = DockerApi.connect(engine())) {
      api.streams()
          .buildImageCmd(recipe.toFile())
          .withTags(Set.of(name))
          .exec(new BuildImageResultCallback())
          .awaitImageId();
    } finally {
      Files.delete(recipe);
      Files.delete(folder);
    }
  }

  /** Where the engine of this machine answers. */
  static EngineAddress engine() {
    return EngineAddress.candidates(System.getenv()).stream()
        .filter(candidate -> candidate.obstacle().isEmpty())
        .findFirst()
        .orElseThrow();
  }

  @Override
  public void close() {
    try (var api = DockerApi.connect(engine())) {
      api.calls().removeImageCmd(name).withForce(true).exec();
    }
  }
}
