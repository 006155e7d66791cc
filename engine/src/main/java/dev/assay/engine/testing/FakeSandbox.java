package dev.assay.engine.testing;

import dev.assay.engine.EngineException;
import dev.assay.engine.Exit;
import dev.assay.engine.HostileFolder;
import dev.assay.engine.OutputSink;
import dev.assay.engine.Sandbox;
import dev.assay.engine.SandboxSpec;
import dev.assay.engine.SandboxSpec.Source;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * One program on a virtual thread. Whatever ends it first completes {@code end}, and only that
 * counts.
 */
final class FakeSandbox implements Sandbox {

  /** Unwinds a program that has been killed. */
  private static final class Gone extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  private final FakeEngine engine;
  private final SandboxSpec spec;
  private final FakeFiles files;
  private final Path scratch;
  private final CompletableFuture<Exit> end = new CompletableFuture<>();
  private final Object sinkLock = new Object();

  // Written by start, read by others afterwards.
  private volatile @Nullable Thread program;
  private volatile @Nullable OutputSink output;
  private volatile long startedAt;

  FakeSandbox(FakeEngine engine, SandboxSpec spec, FakeFiles files, Path scratch) {
    this.engine = engine;
    this.spec = spec;
    this.files = files;
    this.scratch = scratch;
  }

  @Override
  public String id() {
    return scratch.getFileName().toString();
  }

  @Override
  public void start(OutputSink sink) {
    engine.meet(FakeEngine.Point.START);
    if (output != null) {
      throw new IllegalStateException(id() + " has been started already");
    }
    output = sink;
    startedAt = System.nanoTime();
    if (end.isDone()) {
      return; // Killed before the word to go.
    }
    try {
      files.fillLayers();
    } catch (IOException e) {
      throw new EngineException("Could not copy the inputs of " + id(), e);
    }
    var found = engine.programFor(spec);
    program =
        Thread.ofVirtual()
            .name(id())
            .unstarted(() -> found.ifPresentOrElse(this::run, this::notFound));
    program.start();
  }

  private void notFound() {
    var name = spec.command().isEmpty() ? "" : spec.command().getFirst();
    end.complete(new Exit.NotStarted("\"" + name + "\": executable file not found", elapsed()));
  }

  private void run(FakeProgram lambda) {
    try {
      var code = lambda.run(new FakeProcess(spec, files, this));
      var full = fullWorkspace();
      end.complete(full != null ? full : new Exit.Exited(code, false, elapsed()));
    } catch (Gone | InterruptedException killed) {
      end.complete(new Exit.Killed(elapsed()));
    } catch (Exception crash) {
      if (crash instanceof IOException && "No space left on device".equals(crash.getMessage())) {
        end.completeExceptionally(new EngineException("This machine's disk is full", crash));
      } else if (!end.isDone()) {
        complain(crash);
        end.complete(new Exit.Exited(1, false, elapsed()));
      }
    }
  }

  private void complain(Exception crash) {
    try {
      emit(OutputSink.Stream.STDERR, (crash + "\n").getBytes(StandardCharsets.UTF_8));
    } catch (Gone killed) {
      // It is judged by what came first.
      return;
    }
  }

  void emit(OutputSink.Stream stream, byte[] bytes) {
    synchronized (sinkLock) {
      checkAlive();
      var sink = output;
      if (sink != null) {
        write(sink, stream, bytes);
      }
    }
  }

  /** A sink that takes no more is not the program's fault. */
  private void write(OutputSink sink, OutputSink.Stream stream, byte[] bytes) {
    try {
      sink.write(stream, bytes, 0, bytes.length);
    } catch (RuntimeException e) {
      end.completeExceptionally(new EngineException("The output of " + id() + " broke off", e));
      throw new Gone();
    }
  }

  void checkAlive() {
    if (end.isDone()) {
      throw new Gone();
    }
  }

  void checkSpace() throws IOException {
    var full = fullWorkspace();
    if (full != null) {
      endAs(full);
    }
  }

  void killedByMemoryLimit() {
    endAs(new Exit.Exited(137, true, elapsed()));
  }

  private void endAs(Exit exit) {
    end.complete(exit);
    throw new Gone();
  }

  private Exit.@Nullable WorkspaceFull fullWorkspace() throws IOException {
    for (var mount : spec.mounts()) {
      if (mount.source() instanceof Source.InWorkspace(FakeWorkspace workspace, _)
          && workspace.isFull()) {
        return new Exit.WorkspaceFull(workspace.limits(), elapsed());
      }
    }
    return null;
  }

  private Duration elapsed() {
    return Duration.ofNanos(System.nanoTime() - startedAt);
  }

  @Override
  public Exit await(Duration limit) throws InterruptedException {
    engine.meet(FakeEngine.Point.AWAIT);
    if (output == null) {
      throw new IllegalStateException(id() + " has not been started");
    }
    try {
      return end.get(limit.toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      return stop(new Exit.TimedOut(limit, elapsed()));
    } catch (InterruptedException e) {
      stop(new Exit.Killed(elapsed()));
      throw e;
    } catch (ExecutionException e) {
      throw e.getCause() instanceof EngineException broke
          ? broke
          : new EngineException("The fake program broke", e);
    }
  }

  /** Ends the program this way unless it has ended already, and says how it ended. */
  private Exit stop(Exit exit) {
    end.complete(exit);
    var running = program;
    if (running != null && running != Thread.currentThread()) {
      running.interrupt();
      confirmGone(running);
    }
    return end.isCompletedExceptionally() ? exit : end.join();
  }

  private void confirmGone(Thread running) {
    try {
      if (!running.join(Duration.ofSeconds(30))) {
        throw new EngineException(id() + ": its program ignores that it was killed");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void kill() {
    stop(new Exit.Killed(startedAt == 0 ? Duration.ZERO : elapsed()));
  }

  @Override
  public void close() {
    stop(new Exit.Killed(Duration.ZERO));
    try {
      new HostileFolder(scratch).delete();
    } catch (IOException e) {
      throw new UncheckedIOException("Could not delete " + scratch, e);
    }
    engine.forget(this);
  }

  @Override
  public String toString() {
    return "container " + id();
  }
}
