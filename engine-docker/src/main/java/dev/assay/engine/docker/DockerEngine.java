package dev.assay.engine.docker;

import com.github.dockerjava.api.command.InspectVolumeResponse;
import com.github.dockerjava.api.model.Container;
import com.github.dockerjava.api.model.Info;
import dev.assay.engine.ContainerEngine;
import dev.assay.engine.EngineException;
import dev.assay.engine.EngineInfo;
import dev.assay.engine.ImageUnavailable;
import dev.assay.engine.PullProgress;
import dev.assay.engine.ResolvedImage;
import dev.assay.engine.Sandbox;
import dev.assay.engine.SandboxSpec;
import dev.assay.engine.SandboxSpec.Source;
import dev.assay.engine.Workspace;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Docker or Podman on this host. */
final class DockerEngine implements ContainerEngine {
  private static final long SCRATCH_INODES = 100_000;

  /** An engine under heavy load takes seconds; one that takes a minute is broken. */
  private static final Duration ATTACHED_WITHIN = Duration.ofMinutes(1);

  private final DockerApi api;
  private final EngineInfo info;
  private final Identity identity;
  private final Images images;
  private final Removals removals;
  private final Workspaces workspaces;

  private DockerEngine(DockerApi api, EngineInfo info, Identity identity, Path folder) {
    this.api = api;
    this.info = info;
    this.identity = identity;
    this.images = new Images(api);
    this.removals = new Removals(api);
    this.workspaces = new Workspaces(api, removals, folder, identity);
  }

  /**
   * @throws EngineException if nothing answers there, or what answers cannot serve
   */
  static DockerEngine connect(EngineAddress address, Path data) {
    return connect(address, data, true);
  }

  /**
   * @param layersWanted whether to lay private layers over inputs if the engine can, or else to
   *     copy them
   */
  static DockerEngine connect(EngineAddress address, Path data, boolean layersWanted) {
    var obstacle = address.obstacle();
    if (obstacle.isPresent()) {
      throw new EngineException(obstacle.get());
    }
    var api = DockerApi.connect(address);
    try {
      return connect(api, data, layersWanted);
    } catch (IOException | RuntimeException e) {
      api.close();
      throw e instanceof EngineException refused
          ? refused
          : new EngineException(String.valueOf(e.getMessage()), e);
    }
  }

  private static DockerEngine connect(DockerApi api, Path data, boolean layersWanted)
      throws IOException {
    var engine = DockerApi.call("ask the engine what it is", () -> api.calls().infoCmd().exec());
    var folder = Workspaces.closedFolder(data);
    var identity = Identity.of(folder, isRootless(engine));
    var layersWork = new HostProbe(api, folder).layersWork() && layersWanted;
    return new DockerEngine(api, describe(api, engine, layersWork), identity, folder);
  }

  private static boolean isRootless(Info engine) {
    return Objects.requireNonNullElse(engine.getSecurityOptions(), List.<String>of()).stream()
        .anyMatch(option -> option.contains("rootless"));
  }

  private static EngineInfo describe(DockerApi api, Info engine, boolean layersWork) {
    var version = DockerApi.call("ask for the version", () -> api.calls().versionCmd().exec());
    var podman = String.valueOf(version.getComponents()).contains("Podman");
    return new EngineInfo(
        podman ? "Podman" : "Docker",
        String.valueOf(version.getVersion()),
        Objects.requireNonNullElse(engine.getNCPU(), 1),
        Objects.requireNonNullElse(engine.getMemTotal(), 0L),
        layersWork);
  }

  @Override
  public EngineInfo info() {
    return info;
  }

  @Override
  public ResolvedImage ensure(String image, PullProgress progress) throws ImageUnavailable {
    return images.ensure(image, progress);
  }

  @Override
  public Workspace createWorkspace(Workspace.Limits limits, Map<String, String> labels) {
    return workspaces.create(limits, labels);
  }

  /** Makes all in a workspace this process's own. */
  void takeOver(Workspace workspace) throws IOException {
    workspaces.takeOver((HostWorkspace) workspace);
  }

  @Override
  public Sandbox prepare(SandboxSpec spec) {
    var own = ownScratch(spec);
    try {
      return prepare(spec, own == null ? firstWorkspace(spec).orElse(null) : own, own);
    } catch (IOException | RuntimeException e) {
      if (own != null) {
        own.close();
      }
      throw e instanceof RuntimeException known
          ? known
          : new EngineException("Could not prepare a container: " + e.getMessage(), e);
    }
  }

  /** A place for private layers where the spec has no workspace whose limits could bound them. */
  private @Nullable HostWorkspace ownScratch(SandboxSpec spec) {
    var layered =
        spec.mounts().stream().anyMatch(mount -> mount.source() instanceof Source.CopyOnWrite);
    if (!layered || firstWorkspace(spec).isPresent()) {
      return null;
    }
    return workspaces.create(
        new Workspace.Limits(spec.limits().tmpBytes(), SCRATCH_INODES), spec.labels());
  }

  private static Optional<HostWorkspace> firstWorkspace(SandboxSpec spec) {
    return spec.mounts().stream()
        .flatMap(
            mount ->
                mount.source() instanceof Source.InWorkspace(HostWorkspace workspace, _)
                    ? Stream.of(workspace)
                    : Stream.empty())
        .findFirst();
  }

  private Sandbox prepare(
      SandboxSpec spec, @Nullable HostWorkspace scratch, @Nullable HostWorkspace own)
      throws IOException {
    var mounts = new MountPlan(spec, identity, info.copyOnWrite(), scratch);
    var image = spec.image().id();
    workspaces.used(image);
    var request = new ContainerRequest(spec, mounts, identity, info.cpus());
    var container =
        DockerApi.call(
            "make a container",
            () -> {
              var command = api.calls().createContainerCmd(image);
              request.fill(command);
              return command.exec().getId();
            });
    Runnable removal = () -> remove(container, mounts, own);
    try {
      return new DockerSandbox(
          container, api, mounts, Output.attach(api, container, ATTACHED_WITHIN), null, removal);
    } catch (EngineException refusal) {
      // Podman looks for the command when it is attached to, Docker when it starts.
      var fault = EngineWords.commandAtFault(refusal);
      if (fault.isPresent()) {
        return new DockerSandbox(container, api, mounts, new Output(), fault.get(), removal);
      }
      removal.run();
      throw refusal;
    } catch (RuntimeException e) {
      removal.run();
      throw e;
    }
  }

  private void remove(String container, MountPlan mounts, @Nullable HostWorkspace own) {
    var removal = removals.removeLater(container, mounts.volumes());
    mounts.workspaces().forEach(workspace -> workspace.usedUntil(removal));
    if (own != null) {
      removals.after(removal, own::close);
    }
  }

  @Override
  public List<String> sweep(Predicate<Map<String, String>> labels) {
    removals.settle();
    var gone = new ArrayList<String>();
    for (Container container : ours()) {
      if (labels.test(Objects.requireNonNullElse(container.getLabels(), Map.of()))) {
        removals.remove(container.getId());
        gone.add("container " + container.getId());
      }
    }
    sweepVolumes(labels, gone);
    gone.addAll(workspaces.sweep(labels));
    return gone;
  }

  private List<Container> ours() {
    return DockerApi.call(
        "list containers",
        () ->
            api.calls()
                .listContainersCmd()
                .withShowAll(true)
                .withLabelFilter(List.of(ContainerRequest.MARK))
                .exec());
  }

  private void sweepVolumes(Predicate<Map<String, String>> labels, List<String> gone) {
    var found =
        DockerApi.call(
            "list volumes",
            () ->
                api.calls()
                    .listVolumesCmd()
                    .withFilter("label", List.of(ContainerRequest.MARK))
                    .exec()
                    .getVolumes());
    for (var volume : Objects.requireNonNullElse(found, List.<InspectVolumeResponse>of())) {
      if (labels.test(Objects.requireNonNullElse(volume.getLabels(), Map.of()))) {
        removals.removeVolume(volume.getName());
        gone.add("volume " + volume.getName());
      }
    }
  }

  @Override
  public void close() {
    removals.close();
    api.close();
  }
}
