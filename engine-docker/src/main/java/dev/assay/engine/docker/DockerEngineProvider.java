package dev.assay.engine.docker;

import dev.assay.engine.ContainerEngine;
import dev.assay.engine.EngineException;
import dev.assay.engine.EngineProvider;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;

/** Offers Docker or Podman, whichever answers first. */
public final class DockerEngineProvider implements EngineProvider {

  @Override
  public Optional<ContainerEngine> connect(Path data, Consumer<String> notes) {
    for (var address : EngineAddress.candidates(System.getenv())) {
      try {
        return Optional.of(DockerEngine.connect(address, data));
      } catch (EngineException refused) {
        notes.accept(address + ": " + refused.getMessage());
      }
    }
    return Optional.empty();
  }
}
