package dev.assay.engine.docker;

import com.github.dockerjava.api.command.CreateContainerCmd;
import com.github.dockerjava.api.model.Capability;
import com.github.dockerjava.api.model.DeviceRequest;
import com.github.dockerjava.api.model.HostConfig;
import com.github.dockerjava.api.model.LogConfig;
import com.github.dockerjava.api.model.Ulimit;
import dev.assay.engine.SandboxSpec;
import dev.assay.engine.SandboxSpec.Network;
import dev.assay.engine.SandboxSpec.User;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Puts a {@link SandboxSpec} into the engine's terms. Closed unless the spec opens it. */
final class ContainerRequest {
  /** On every container of ours, so that a sweep need not look at those of others. */
  static final String MARK = "dev.assay.sandbox";

  /** Enough for data loaders; programs that close "all" descriptors stay quick. */
  private static final Ulimit OPEN_FILES = new Ulimit("nofile", 16_384L, 16_384L);

  private final SandboxSpec spec;
  private final MountPlan mounts;
  private final Identity identity;
  private final int engineCpus;

  ContainerRequest(SandboxSpec spec, MountPlan mounts, Identity identity, int engineCpus) {
    this.spec = spec;
    this.mounts = mounts;
    this.identity = identity;
    this.engineCpus = engineCpus;
  }

  void fill(CreateContainerCmd request) {
    request
        .withHostConfig(hostConfig())
        .withEnv(environment())
        .withLabels(labels(spec))
        .withWorkingDir(spec.workingDirectory())
        .withAttachStdin(false)
        .withAttachStdout(true)
        .withAttachStderr(true);
    if (!spec.command().isEmpty()) {
      request.withCmd(spec.command());
    }
    if (spec.user().equals(User.UNPRIVILEGED)) {
      request.withUser(identity.ofPrograms().toString());
    } else if (!spec.user().name().isEmpty()) {
      request.withUser(spec.user().name());
    }
  }

  /** The spec's own and the mark. */
  static Map<String, String> labels(SandboxSpec spec) {
    var labels = new HashMap<>(spec.labels());
    labels.put(MARK, "1");
    return labels;
  }

  private List<String> environment() {
    var environment = new ArrayList<String>();
    if (!spec.environment().containsKey("HOME")) {
      environment.add("HOME=/tmp");
    }
    spec.environment().forEach((name, value) -> environment.add(name + "=" + value));
    return environment;
  }

  private HostConfig hostConfig() {
    var limits = spec.limits();
    var config = closed(limits);
    return spec.gpus().isEmpty() ? config : config.withDeviceRequests(List.of(gpus()));
  }

  /** These and no others; the rest of what the program needs of its driver, the engine knows. */
  private DeviceRequest gpus() {
    return new DeviceRequest()
        .withDriver("")
        .withCount(0)
        .withDeviceIds(spec.gpus())
        .withCapabilities(List.of(List.of("gpu")))
        .withOptions(Map.of());
  }

  private HostConfig closed(SandboxSpec.Limits limits) {
    return HostConfig.newHostConfig()
        .withMounts(mounts.mounts())
        .withReadonlyRootfs(!spec.writableRoot())
        .withTmpFs(Map.of("/tmp", "rw,exec,nosuid,nodev,mode=1777,size=" + limits.tmpBytes()))
        .withShmSize(limits.sharedMemoryBytes())
        .withMemory(limits.memoryBytes())
        // The same as memory: no swap beside it.
        .withMemorySwap(limits.memoryBytes())
        .withNanoCPUs((long) (Math.min(limits.cpus(), engineCpus) * 1e9))
        .withPidsLimit((long) limits.pids())
        .withUlimits(List.of(new Ulimit("core", 0L, 0L), OPEN_FILES, fileSize()))
        .withCapDrop(Capability.ALL)
        .withSecurityOpts(List.of("no-new-privileges"))
        .withIpcMode("private")
        .withNetworkMode(spec.network() == Network.NONE ? "none" : "default")
        // The output is taken from the attached stream; a second copy would fill the host's disk.
        .withLogConfig(new LogConfig(LogConfig.LoggingType.NONE));
  }

  /**
   * No file grows past its workspace, however seldom anyone looks. One page above the limit, so
   * that a file that would pass it shows as having done so.
   */
  private Ulimit fileSize() {
    var most = spec.limits().tmpBytes();
    for (var workspace : mounts.workspaces()) {
      most = Math.max(most, workspace.limits().bytes());
    }
    var bytes = Math.min(most, Long.MAX_VALUE - 4096) + 4096;
    return new Ulimit("fsize", bytes, bytes);
  }
}
