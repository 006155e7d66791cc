package dev.assay.benchmarks;

import dev.assay.benchmarks.lab.Watch;
import dev.assay.contract.RunOrder.Sandboxing;
import dev.assay.engine.ContainerEngine;
import dev.assay.engine.EngineProvider;
import dev.assay.engine.Exit;
import dev.assay.engine.SandboxSpec;
import dev.assay.engine.SandboxSpec.Mount;
import dev.assay.engine.SandboxSpec.Source;
import dev.assay.engine.Workspace;
import dev.assay.runner.Ceiling;
import dev.assay.runner.EvaluationRunner;
import dev.assay.runner.ImageMap;
import dev.assay.runner.RunListener;
import dev.assay.runner.RunPlan;
import dev.assay.runner.SandboxLimits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The baseline: the containers of one evaluation, one after the other, through the engine's API and
 * nothing around them. They are those the runner asks for, learnt from one run of it.
 */
final class BareContainers implements AutoCloseable {
  private static final Workspace.Limits SPACE = new Workspace.Limits(1L << 30, 100_000);

  private final ContainerEngine engine;
  private final List<SandboxSpec> specs;
  private final Path output;
  private boolean saidUntidy;

  private BareContainers(ContainerEngine engine, List<SandboxSpec> specs, Path output) {
    this.engine = engine;
    this.specs = specs;
    this.output = output;
  }

  /**
   * @param folder for workspaces
   * @param programs holds {@code scoring_program} and {@code submissions/nothing}
   */
  static BareContainers learn(Path folder, Path programs, String image) throws IOException {
    var engine = EngineProvider.connectAny(Files.createDirectories(folder.resolve("bare")));
    var recorder = new SpecRecorder(engine);
    var info = engine.info();
    var runner =
        new EvaluationRunner(
            recorder,
            new ImageMap(Map.of(), Clock.systemUTC()),
            Ceiling.CLOSED,
            SandboxLimits.sharing(info.cpus(), info.memoryBytes(), 1),
            Files.createDirectories(folder.resolve("bare-scratch")),
            Clock.systemUTC());
    var folders =
        new RunPlan.Folders(
            programs.resolve("submissions/nothing"),
            null,
            programs.resolve("scoring_program"),
            null,
            null,
            null);
    var plan =
        new RunPlan(
            image,
            Duration.ofMinutes(1),
            Sandboxing.CLOSED,
            folders,
            RunPlan.Rules.DEFAULT,
            Map.of());
    try (var outcome = runner.run(plan, new RunListener() {})) {
      if (recorder.specs().size() != 2) {
        throw new IllegalStateException(
            "Two containers were expected, the runner asked for "
                + recorder.specs().size()
                + ": "
                + outcome);
      }
    }
    // What the scoring step reads of the prediction step went away with that run.
    var output = Files.createDirectories(folder.resolve("bare-output"));
    return new BareContainers(engine, recorder.specs(), output);
  }

  /**
   * Returns when the engine has forgotten all that ran before, so that nobody pays for others'
   * leavings; or after a while, where somebody else's containers run on it.
   */
  void settle() throws InterruptedException {
    var tidy = Watch.until(Duration.ofSeconds(10), () -> Optional.of(true).filter(_ -> isTidy()));
    if (tidy.isEmpty() && !saidUntidy) {
      saidUntidy = true;
      Progress.say(
          "containers of another worker or of a test that was ended are on this engine, which slows"
              + " all it does; see them with: docker ps -a --filter label=dev.assay.sandbox");
    }
  }

  private boolean isTidy() {
    var left = new AtomicInteger();
    engine.sweep(
        labels -> {
          left.incrementAndGet();
          return false;
        });
    return left.get() == 0;
  }

  /** From the first call to the engine until the last container is gone. */
  Duration run() throws InterruptedException {
    var start = System.nanoTime();
    for (var spec : specs) {
      runOne(spec);
    }
    return Duration.ofNanos(System.nanoTime() - start);
  }

  private void runOne(SandboxSpec spec) throws InterruptedException {
    try (var workspace = engine.createWorkspace(SPACE, spec.labels());
        var sandbox = engine.prepare(in(workspace, spec))) {
      sandbox.start((stream, bytes, offset, length) -> {});
      if (!(sandbox.await(Duration.ofMinutes(1))
              instanceof Exit.Exited(int code, boolean _, Duration _))
          || code != 0) {
        throw new IllegalStateException("A bare container failed: " + spec.command());
      }
    }
  }

  private SandboxSpec in(Workspace workspace, SandboxSpec spec) {
    var mounts =
        spec.mounts().stream()
            .map(mount -> new Mount(mount.path(), in(workspace, mount.source())))
            .toList();
    return new SandboxSpec(
        spec.image(),
        spec.command(),
        spec.workingDirectory(),
        spec.environment(),
        mounts,
        spec.limits(),
        spec.network(),
        spec.writableRoot(),
        spec.user(),
        spec.labels(),
        spec.gpus());
  }

  private Source in(Workspace workspace, Source source) {
    return switch (source) {
      case Source.InWorkspace(var _, var folder) -> new Source.InWorkspace(workspace, folder);
      case Source.ReadOnly(var folder) -> new Source.ReadOnly(present(folder));
      case Source.CopyOnWrite(var folder) -> new Source.CopyOnWrite(present(folder));
    };
  }

  private Path present(Path folder) {
    return Files.isDirectory(folder) ? folder : output;
  }

  @Override
  public void close() {
    engine.close();
  }
}
