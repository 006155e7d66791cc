package dev.assay.engine.docker;

import com.github.dockerjava.api.model.Bind;
import com.github.dockerjava.api.model.Capability;
import com.github.dockerjava.api.model.HostConfig;
import com.github.dockerjava.api.model.Volume;
import com.github.dockerjava.core.command.WaitContainerResultCallback;
import dev.assay.engine.EngineException;
import dev.assay.engine.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * All workspaces in one data folder. Their labels lie beside them on disk, so that a sweep finds
 * those of a process that died.
 */
final class Workspaces {
  private static final String LABELS = ".labels";

  private final DockerApi api;
  private final Removals removals;
  private final Path folder;
  private final Identity identity;
  private final Map<Path, HostWorkspace> open = new ConcurrentHashMap<>();

  // An image that was used here: what takes files over needs one that is present.
  private volatile @Nullable String knownImage;

  Workspaces(DockerApi api, Removals removals, Path folder, Identity identity) {
    this.api = api;
    this.removals = removals;
    this.folder = folder;
    this.identity = identity;
  }

  /** Makes the folder under which they lie, closed to everyone else on this host. */
  static Path closedFolder(Path data) throws IOException {
    var folder = Files.createDirectories(data.toAbsolutePath().resolve("workspaces"));
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
    return folder;
  }

  HostWorkspace create(Workspace.Limits limits, Map<String, String> labels) {
    var root = folder.resolve(UUID.randomUUID().toString());
    try {
      writeLabels(root, labels);
      Files.createDirectory(root);
    } catch (IOException e) {
      throw new EngineException("Could not make a workspace in " + folder + ": " + e, e);
    }
    var workspace = new HostWorkspace(root, limits, Map.copyOf(labels), this);
    open.put(root, workspace);
    return workspace;
  }

  void forget(HostWorkspace workspace) {
    open.remove(workspace.root());
    try {
      Files.deleteIfExists(labelsOf(workspace.root()));
    } catch (IOException e) {
      throw new EngineException("Could not delete the labels of " + workspace, e);
    }
  }

  void used(String image) {
    knownImage = image;
  }

  /** Closes those whose labels match, of this process or of one that died. */
  List<String> sweep(Predicate<Map<String, String>> labels) {
    var gone = new ArrayList<String>();
    for (Path file : labelFiles()) {
      var root = folder.resolve(file.getFileName().toString().replace(LABELS, ""));
      var stored = readLabels(file);
      if (labels.test(stored)) {
        var workspace =
            open.getOrDefault(
                root, new HostWorkspace(root, new Workspace.Limits(0, 0), stored, this));
        workspace.close();
        gone.add(workspace.toString());
      }
    }
    return gone;
  }

  /** Lets the engine hand the files of other uids to this process. */
  void takeOver(HostWorkspace workspace) throws IOException {
    var image = knownImage;
    if (image == null) {
      throw new IOException(
          workspace + " holds files of another user, and no image is known to change that with");
    }
    var owner = identity.mapped() ? "0:0" : identity.ofProcess().toString();
    var host =
        HostConfig.newHostConfig()
            .withBinds(new Bind(workspace.root().toString(), new Volume("/workspace")))
            .withNetworkMode("none")
            .withCapDrop(Capability.ALL)
            .withCapAdd(Capability.CHOWN, Capability.DAC_OVERRIDE, Capability.DAC_READ_SEARCH);
    var container =
        DockerApi.call(
            "prepare taking files over",
            () ->
                api.calls()
                    .createContainerCmd(image)
                    .withHostConfig(host)
                    .withUser("0:0")
                    .withLabels(workspace.labels())
                    .withEntrypoint("chown", "-R", "-h", owner, "/workspace")
                    .exec()
                    .getId());
    try {
      DockerApi.call("take files over", () -> api.calls().startContainerCmd(container).exec());
      DockerApi.call(
          "wait for files being taken over",
          () ->
              api.streams()
                  .waitContainerCmd(container)
                  .exec(new WaitContainerResultCallback())
                  .awaitStatusCode());
    } finally {
      removals.remove(container);
    }
  }

  private List<Path> labelFiles() {
    try (var entries = Files.list(folder)) {
      return entries.filter(path -> path.toString().endsWith(LABELS)).toList();
    } catch (IOException e) {
      throw new EngineException("Could not list the workspaces in " + folder, e);
    }
  }

  private static Path labelsOf(Path root) {
    return root.resolveSibling(root.getFileName() + LABELS);
  }

  private static void writeLabels(Path root, Map<String, String> labels) throws IOException {
    var properties = new Properties();
    properties.putAll(labels);
    try (var out = Files.newBufferedWriter(labelsOf(root))) {
      properties.store(out, null);
    }
  }

  private static Map<String, String> readLabels(Path file) {
    var properties = new Properties();
    try (var in = Files.newBufferedReader(file)) {
      properties.load(in);
    } catch (IOException goneOrBroken) {
      return Map.of();
    }
    var labels = new HashMap<String, String>();
    properties.forEach((key, value) -> labels.put((String) key, (String) value));
    return labels;
  }
}
