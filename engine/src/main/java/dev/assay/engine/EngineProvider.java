package dev.assay.engine;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.function.Consumer;

/**
 * Finds an engine on this machine. Implementations register with {@link ServiceLoader}, so that
 * callers see the port alone.
 */
public interface EngineProvider {

  /**
   * @param data a folder of this process's own, on the engine's host, in which workspaces lie
   * @param notes hears where an engine was looked for in vain, one line each
   * @return the engine, or nothing if none answers
   */
  Optional<ContainerEngine> connect(Path data, Consumer<String> notes);

  /**
   * The first engine that answers, of all that are on the class path.
   *
   * @throws EngineException saying what was tried, if none answers
   */
  static ContainerEngine connectAny(Path data) {
    var tried = new ArrayList<String>();
    for (EngineProvider provider : ServiceLoader.load(EngineProvider.class)) {
      var engine = provider.connect(data, tried::add);
      if (engine.isPresent()) {
        return engine.get();
      }
    }
    throw new EngineException(
        "No container engine answers. Start Docker or Podman, or set DOCKER_HOST. Tried: "
            + (tried.isEmpty()
                ? "nothing, no engine is on the class path"
                : String.join("; ", tried)));
  }
}
