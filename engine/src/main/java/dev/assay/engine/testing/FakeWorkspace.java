package dev.assay.engine.testing;

import dev.assay.engine.FolderCopy;
import dev.assay.engine.HostileFolder;
import dev.assay.engine.Workspace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** A workspace as a folder of this process. */
final class FakeWorkspace implements Workspace {
  private final FakeEngine engine;
  private final Path root;
  private final Limits limits;
  private final Map<String, String> labels;

  FakeWorkspace(FakeEngine engine, Path root, Limits limits, Map<String, String> labels) {
    this.engine = engine;
    this.root = root;
    this.limits = limits;
    this.labels = Map.copyOf(labels);
  }

  Path folder(String name) throws IOException {
    return Files.createDirectories(root.resolve(name));
  }

  Limits limits() {
    return limits;
  }

  Map<String, String> labels() {
    return labels;
  }

  boolean isFull() throws IOException {
    return new HostileFolder(root).measure(limits).exceeds(limits);
  }

  @Override
  public void put(String folder, Path source) throws IOException {
    FolderCopy.copy(source, folder(folder));
  }

  @Override
  public Collected collect(String folder) throws IOException {
    engine.meet(FakeEngine.Point.COLLECT);
    return new HostileFolder(folder(folder)).collect();
  }

  @Override
  public void close() {
    try {
      new HostileFolder(root).delete();
    } catch (IOException e) {
      throw new UncheckedIOException("Could not delete the workspace " + root, e);
    }
    engine.forget(this);
  }
}
