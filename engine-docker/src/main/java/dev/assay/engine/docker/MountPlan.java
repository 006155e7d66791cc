package dev.assay.engine.docker;

import com.github.dockerjava.api.model.Driver;
import com.github.dockerjava.api.model.Mount;
import com.github.dockerjava.api.model.MountType;
import com.github.dockerjava.api.model.VolumeOptions;
import dev.assay.engine.EngineException;
import dev.assay.engine.SandboxSpec;
import dev.assay.engine.SandboxSpec.Source;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What is mounted into one container and how. A copy-on-write mount is an overlay of the engine's
 * own volume driver, made in the very call that makes the container, or a copy made at the start
 * where the engine or the modes of the folder allow no overlay.
 */
final class MountPlan {
  private final SandboxSpec spec;
  private final Identity identity;
  private final boolean overlays;
  private final @Nullable HostWorkspace scratch;

  private final List<Mount> mounts = new ArrayList<>();
  private final Set<HostWorkspace> workspaces = new LinkedHashSet<>();
  private final Map<Path, Mount> layers = new HashMap<>();
  private final Map<Path, Path> copies = new LinkedHashMap<>();
  private final List<String> volumes = new ArrayList<>();

  /**
   * @param scratch where private layers lie, and whose limits bound them; there is one if the spec
   *     has any
   */
  MountPlan(SandboxSpec spec, Identity identity, boolean overlays, @Nullable HostWorkspace scratch)
      throws IOException {
    this.spec = spec;
    this.identity = identity;
    this.overlays = overlays;
    this.scratch = scratch;
    for (var mount : spec.mounts()) {
      mounts.add(plan(mount.source()).withTarget(mount.path()));
    }
  }

  List<Mount> mounts() {
    return mounts;
  }

  /** Whose limits a program in this container can pass. */
  List<HostWorkspace> workspaces() {
    return List.copyOf(workspaces);
  }

  /** Volumes with a name, which do not go with the container. */
  List<String> volumes() {
    return volumes;
  }

  /** At the start and not before: inputs may be filled until then. */
  void copyInputs() throws IOException {
    for (var copy : copies.entrySet()) {
      scratch().copyInput(copy.getKey(), copy.getValue());
    }
  }

  private HostWorkspace scratch() {
    return Objects.requireNonNull(scratch, "no place for private layers");
  }

  private Mount plan(Source source) throws IOException {
    return switch (source) {
      case Source.ReadOnly(var folder) -> bind(readable(folder)).withReadOnly(true);
      case Source.InWorkspace(HostWorkspace workspace, var folder) -> {
        workspaces.add(workspace);
        yield bind(workspace.folder(folder));
      }
      case Source.InWorkspace(var workspace, _) ->
          throw new IllegalArgumentException("Not a workspace of this engine: " + workspace);
      case Source.CopyOnWrite(var folder) -> copyOnWrite(readable(folder));
    };
  }

  private Path readable(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      throw new EngineException("Cannot mount " + folder + ": there is no such folder");
    }
    if (spec.user().equals(SandboxSpec.User.UNPRIVILEGED) && !identity.programsMayRead(folder)) {
      throw new EngineException(
          "Cannot mount %s: its mode keeps out the user that programs run as (%s); chmod a+rX it"
              .formatted(folder, identity.ofPrograms()));
    }
    return folder.toRealPath();
  }

  private static Mount bind(Path folder) {
    return new Mount().withType(MountType.BIND).withSource(folder.toAbsolutePath().toString());
  }

  private Mount copyOnWrite(Path folder) throws IOException {
    var known = layers.get(folder);
    if (known != null) {
      return same(known);
    }
    workspaces.add(scratch());
    var layer = scratch().newLayer();
    var upper = HostWorkspace.open(layer.resolve("upper"));
    var mount = canOverlay(folder, layer) ? overlay(folder, layer) : bind(upper);
    if (mount.getType() == MountType.BIND) {
      copies.put(folder, upper);
    }
    layers.put(folder, mount);
    return same(mount);
  }

  /** The mount of a layer at one more place; the engine knows a volume again by its name. */
  private static Mount same(Mount layer) {
    return new Mount()
        .withType(layer.getType())
        .withSource(layer.getSource())
        .withVolumeOptions(layer.getVolumeOptions());
  }

  private boolean canOverlay(Path folder, Path layer) throws IOException {
    return overlays
        && identity.programsMayWrite(folder)
        && !folder.toString().matches(".*[,:\\\\].*")
        && !layer.toString().matches(".*[,:\\\\].*");
  }

  private Mount overlay(Path folder, Path layer) throws IOException {
    Files.createDirectories(layer.resolve("work"));
    var options =
        "lowerdir=%s,upperdir=%s,workdir=%s"
            .formatted(folder, layer.resolve("upper"), layer.resolve("work"));
    var mount =
        new Mount()
            .withType(MountType.VOLUME)
            .withVolumeOptions(
                new VolumeOptions()
                    .withNoCopy(true)
                    .withLabels(ContainerRequest.labels(spec))
                    .withDriverConfig(
                        new Driver()
                            .withName("local")
                            .withOptions(
                                Map.of("type", "overlay", "device", "overlay", "o", options))));
    if (isMountedTwice(folder)) {
      var name = "assay-" + UUID.randomUUID();
      volumes.add(name);
      mount.withSource(name);
    }
    return mount;
  }

  /**
   * Only then does the volume need a name; without one the engine removes it with its container.
   */
  private boolean isMountedTwice(Path folder) throws IOException {
    var times = 0;
    for (var mount : spec.mounts()) {
      if (mount.source() instanceof Source.CopyOnWrite(var other)
          && Files.isSameFile(other, folder)) {
        times++;
      }
    }
    return times > 1;
  }
}
