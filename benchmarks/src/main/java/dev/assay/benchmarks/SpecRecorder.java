package dev.assay.benchmarks;

import dev.assay.engine.ContainerEngine;
import dev.assay.engine.EngineInfo;
import dev.assay.engine.ImageUnavailable;
import dev.assay.engine.PullProgress;
import dev.assay.engine.ResolvedImage;
import dev.assay.engine.Sandbox;
import dev.assay.engine.SandboxSpec;
import dev.assay.engine.Workspace;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;

/**
 * Notes which sandboxes the runner asks an engine for, so that the same containers can be run bare:
 * same image, limits, mounts, network.
 */
final class SpecRecorder implements ContainerEngine {
  private final ContainerEngine engine;
  private final List<SandboxSpec> specs = new CopyOnWriteArrayList<>();

  SpecRecorder(ContainerEngine engine) {
    this.engine = engine;
  }

  List<SandboxSpec> specs() {
    return List.copyOf(specs);
  }

  @Override
  public Sandbox prepare(SandboxSpec spec) {
    specs.add(spec);
    return engine.prepare(spec);
  }

  @Override
  public EngineInfo info() {
    return engine.info();
  }

  @Override
  public ResolvedImage ensure(String image, PullProgress progress) throws ImageUnavailable {
    return engine.ensure(image, progress);
  }

  @Override
  public Workspace createWorkspace(Workspace.Limits limits, Map<String, String> labels) {
    return engine.createWorkspace(limits, labels);
  }

  @Override
  public List<String> sweep(Predicate<Map<String, String>> labels) {
    return engine.sweep(labels);
  }

  @Override
  public void close() {
    engine.close();
  }
}
