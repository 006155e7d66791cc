package dev.assay.engine.testing;

import dev.assay.engine.ContainerEngine;
import dev.assay.engine.EngineException;
import dev.assay.engine.EngineInfo;
import dev.assay.engine.GpusUnavailable;
import dev.assay.engine.ImageUnavailable;
import dev.assay.engine.PullProgress;
import dev.assay.engine.ResolvedImage;
import dev.assay.engine.Sandbox;
import dev.assay.engine.SandboxSpec;
import dev.assay.engine.Workspace;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * An engine without containers: programs are lambdas, mounts are real folders. It shows everything
 * of the port but isolation, and passes the same contract suite as the real ones.
 *
 * <pre>{@code
 * var engine = new FakeEngine(data).withImage("python:3.11");
 * engine.program("python3", process -> { process.out("hello"); return 0; });
 * engine.failNext(Point.START, new EngineException("the engine went away"));
 * }</pre>
 */
public final class FakeEngine implements ContainerEngine {

  /** Where a fault can be put. */
  public enum Point {
    ENSURE,
    CREATE_WORKSPACE,
    PREPARE,
    START,
    AWAIT,
    COLLECT
  }

  private final Path data;
  private final AtomicLong numbers = new AtomicLong();

  // Guarded by this.
  private final Map<String, FakePull> pulls = new HashMap<>();
  private final Map<String, ResolvedImage> images = new HashMap<>();
  private final Map<Point, List<EngineException>> faults = new EnumMap<>(Point.class);
  private final Set<String> gpus = new HashSet<>();
  private final Map<Object, Map<String, String>> alive = new LinkedHashMap<>();

  private final List<Function<SandboxSpec, Optional<FakeProgram>>> programs =
      new CopyOnWriteArrayList<>();
  private final List<SandboxSpec> prepared = new CopyOnWriteArrayList<>();

  /**
   * @param data a folder for workspaces and private copies
   */
  public FakeEngine(Path data) {
    this.data = data;
  }

  /** Has the image already. */
  public synchronized FakeEngine withImage(String image) {
    var id = UUID.nameUUIDFromBytes(image.getBytes(StandardCharsets.UTF_8));
    images.put(image, new ResolvedImage(image, "sha256:" + id));
    return this;
  }

  /** Has these graphics processors. */
  public synchronized FakeEngine withGpus(String... devices) {
    gpus.addAll(List.of(devices));
    return this;
  }

  private synchronized void checkGpus(SandboxSpec spec) {
    if (!gpus.containsAll(spec.gpus())) {
      throw new GpusUnavailable("of %s there are %s".formatted(spec.gpus(), gpus));
    }
  }

  /** Does not have the image, but a registry does. */
  public synchronized FakeEngine withPull(String image, FakePull pull) {
    pulls.put(image, pull);
    return this;
  }

  /** Runs this where the command begins with the name, instead of what that name ran before. */
  public FakeEngine program(String name, FakeProgram program) {
    return programs(
        spec ->
            !spec.command().isEmpty() && spec.command().getFirst().equals(name)
                ? Optional.of(program)
                : Optional.empty());
  }

  /** Runs what the function answers, or asks those given before it. */
  public FakeEngine programs(Function<SandboxSpec, Optional<FakeProgram>> choice) {
    programs.addFirst(choice);
    return this;
  }

  /** The next call that comes by this point fails; called again, the one after it too. */
  public synchronized void failNext(Point point, EngineException fault) {
    faults.computeIfAbsent(point, _ -> new ArrayList<>()).add(fault);
  }

  /** Every sandbox asked for so far. */
  public List<SandboxSpec> prepared() {
    return List.copyOf(prepared);
  }

  /** How many sandboxes and workspaces have not been closed: zero after clean work. */
  public synchronized int open() {
    return alive.size();
  }

  @Override
  public EngineInfo info() {
    return new EngineInfo(
        "Fake",
        "1",
        Runtime.getRuntime().availableProcessors(),
        Runtime.getRuntime().maxMemory(),
        false);
  }

  @Override
  public ResolvedImage ensure(String image, PullProgress progress) throws ImageUnavailable {
    meet(Point.ENSURE);
    var present = present(image);
    if (present.isPresent()) {
      return present.get();
    }
    try {
      pull(image).run(progress);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new EngineException("Interrupted while pulling " + image, e);
    }
    withImage(image);
    return present(image).orElseThrow();
  }

  private synchronized Optional<ResolvedImage> present(String image) {
    return Optional.ofNullable(images.get(image));
  }

  private synchronized FakePull pull(String image) {
    return pulls.getOrDefault(
        image,
        _ -> {
          throw new ImageUnavailable(image, "no such image");
        });
  }

  @Override
  public Workspace createWorkspace(Workspace.Limits limits, Map<String, String> labels) {
    meet(Point.CREATE_WORKSPACE);
    var workspace = new FakeWorkspace(this, fresh("workspace"), limits, labels);
    remember(workspace, labels);
    return workspace;
  }

  @Override
  public Sandbox prepare(SandboxSpec spec) {
    meet(Point.PREPARE);
    if (present(spec.image().reference()).isEmpty()) {
      throw new EngineException("No such image: " + spec.image().reference());
    }
    checkGpus(spec);
    prepared.add(spec);
    var scratch = fresh("sandbox");
    try {
      var sandbox = new FakeSandbox(this, spec, new FakeFiles(spec, scratch), scratch);
      remember(sandbox, spec.labels());
      return sandbox;
    } catch (IOException e) {
      throw new EngineException("Could not prepare a sandbox: " + e, e);
    }
  }

  Optional<FakeProgram> programFor(SandboxSpec spec) {
    return programs.stream().flatMap(choice -> choice.apply(spec).stream()).findFirst();
  }

  private Path fresh(String kind) {
    try {
      return Files.createDirectories(data.resolve(kind + "-" + numbers.incrementAndGet()));
    } catch (IOException e) {
      throw new EngineException("Could not make a folder in " + data, e);
    }
  }

  synchronized void meet(Point point) {
    var waiting = faults.getOrDefault(point, List.of());
    if (!waiting.isEmpty()) {
      throw waiting.removeFirst();
    }
  }

  private synchronized void remember(Object resource, Map<String, String> labels) {
    alive.put(resource, labels);
  }

  synchronized void forget(Object resource) {
    alive.remove(resource);
  }

  private synchronized List<Object> matching(Predicate<Map<String, String>> labels) {
    return alive.entrySet().stream()
        .filter(entry -> labels.test(entry.getValue()))
        .map(Map.Entry::getKey)
        .toList();
  }

  @Override
  public List<String> sweep(Predicate<Map<String, String>> labels) {
    var gone = new ArrayList<String>();
    for (Object resource : matching(labels)) {
      gone.add(Objects.toString(resource));
      switch (resource) {
        case FakeSandbox sandbox -> sandbox.close();
        case FakeWorkspace workspace -> workspace.close();
        default -> throw new IllegalStateException("Unexpected " + resource);
      }
    }
    return gone;
  }

  @Override
  public void close() {
    sweep(_ -> true);
  }
}
