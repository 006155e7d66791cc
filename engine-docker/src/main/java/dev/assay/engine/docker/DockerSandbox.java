package dev.assay.engine.docker;

import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.core.command.WaitContainerResultCallback;
import dev.assay.engine.EngineException;
import dev.assay.engine.Exit;
import dev.assay.engine.GpusUnavailable;
import dev.assay.engine.OutputSink;
import dev.assay.engine.Sandbox;
import java.io.IOException;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * One container. Its end is found in this order: the output stream ends, the engine's wait answers,
 * the exit is judged.
 */
final class DockerSandbox implements Sandbox {
  /** How long a killed container may take to go before the engine is held to be broken. */
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final String id;
  private final DockerApi api;
  private final MountPlan mounts;
  private final Output output;
  private final @Nullable String fault;
  private final Runnable removal;
  private final ContainerKill kill;

  private final AtomicReference<@Nullable EndReason> reason = new AtomicReference<>();
  private final CompletableFuture<Integer> exitCode = new CompletableFuture<>();
  private final CompletableFuture<Exit> exit = new CompletableFuture<>();
  private final AtomicBoolean closed = new AtomicBoolean();
  private volatile boolean started;
  private volatile long startedAt;
  private volatile long endedAt;

  /**
   * @param fault why it will not start, where that is known already
   * @param removal has the container removed; called once, when nothing runs in it any more
   */
  DockerSandbox(
      String id,
      DockerApi api,
      MountPlan mounts,
      Output output,
      @Nullable String fault,
      Runnable removal) {
    this.fault = fault;
    this.id = id;
    this.api = api;
    this.mounts = mounts;
    this.output = output;
    this.removal = removal;
    this.kill = new ContainerKill(id, api, pause -> closed.get() || endsWithin(pause));
  }

  @Override
  public String id() {
    return id;
  }

  @Override
  public void start(OutputSink sink) {
    if (started) {
      throw new IllegalStateException("Container " + id + " has been started already");
    }
    output.to(sink);
    startedAt = System.nanoTime();
    started = true;
    if (reason.get() != null) {
      exit.complete(new Exit.Killed(Duration.ZERO));
      return;
    }
    if (letGo()) {
      Thread.ofVirtual().name("end of " + id).start(this::seeItEnd);
      Thread.ofVirtual().name("space of " + id).start(this::watchSpace);
      if (reason.get() != null) {
        kill.go();
      }
    }
  }

  private boolean letGo() {
    if (fault != null) {
      exit.complete(new Exit.NotStarted(fault, elapsed()));
      return false;
    }
    try {
      mounts.copyInputs();
      api.calls().startContainerCmd(id).exec();
      return true;
    } catch (IOException e) {
      throw new EngineException("Could not copy the inputs of container " + id + ": " + e, e);
    } catch (DockerException refusal) {
      if (EngineWords.gpusAtFault(refusal)) {
        throw new GpusUnavailable(EngineWords.of(refusal), refusal);
      }
      var fault = EngineWords.commandAtFault(refusal);
      if (fault.isEmpty()) {
        throw new EngineException(
            "Could not start container " + id + ": " + EngineWords.of(refusal), refusal);
      }
      exit.complete(new Exit.NotStarted(fault.get(), elapsed()));
      return false;
    }
  }

  private void seeItEnd() {
    var broken = output.end().join();
    if (broken != null) {
      end(new EndReason.OutputBroke(broken));
    }
    try {
      exitCode.complete(waitForCode());
    } catch (NotFoundException swept) {
      end(new EndReason.Killed());
      exitCode.complete(137);
    } catch (RuntimeException e) {
      exitCode.completeExceptionally(e);
    }
  }

  private int waitForCode() {
    try {
      return api.streams()
          .waitContainerCmd(id)
          .exec(new WaitContainerResultCallback())
          .awaitStatusCode();
    } finally {
      endedAt = System.nanoTime();
    }
  }

  private void watchSpace() {
    var watch = new SpaceWatch(mounts.workspaces());
    while (!mounts.workspaces().isEmpty() && !endsWithin(watch.pause())) {
      var passed = watch.look();
      if (passed.isPresent()) {
        end(new EndReason.Full(passed.get()));
        return;
      }
      if (watch.hostIsFull()) {
        end(new EndReason.HostFull());
        return;
      }
    }
  }

  private boolean endsWithin(Duration time) {
    try {
      exitCode.get(time.toNanos(), TimeUnit.NANOSECONDS);
      return true;
    } catch (TimeoutException e) {
      return false;
    } catch (ExecutionException e) {
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return true;
    }
  }

  @Override
  public Exit await(Duration limit) throws InterruptedException {
    if (!started) {
      throw new IllegalStateException("Container " + id + " has not been started");
    }
    if (exit.isDone()) {
      return exit.join();
    }
    try {
      exitCode.get(limit.toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      end(new EndReason.TimedOut(limit));
      confirmEnd();
    } catch (InterruptedException e) {
      end(new EndReason.Killed());
      confirmEnd();
      throw e;
    } catch (ExecutionException e) {
      throw new EngineException("Lost sight of container " + id, e);
    }
    return judged();
  }

  /** Judged once, by whoever asks first. */
  private synchronized Exit judged() {
    if (!exit.isDone()) {
      int code = exitCode.join();
      reason.compareAndSet(null, new EndReason.ByItself());
      var why = Objects.requireNonNull(reason.get());
      var elapsed = Duration.ofNanos(endedAt - startedAt);
      exit.complete(new ExitJudge(id, api, mounts).judge(why, code, elapsed));
    }
    return exit.join();
  }

  private Duration elapsed() {
    return Duration.ofNanos(System.nanoTime() - startedAt);
  }

  @Override
  public void kill() {
    end(new EndReason.Killed());
  }

  /** Ends it for this reason, unless it has ended or is being ended already. */
  private void end(EndReason why) {
    if (!exit.isDone() && reason.compareAndSet(null, why) && started) {
      kill.go();
    }
  }

  private void confirmEnd() throws InterruptedException {
    try {
      exitCode.get(PATIENCE.toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      throw new EngineException("Container " + id + " was killed and still runs", e);
    } catch (ExecutionException e) {
      throw new EngineException("Lost sight of container " + id, e);
    }
  }

  @Override
  public void close() {
    if (!closed.compareAndSet(false, true)) {
      return;
    }
    try {
      if (started && !exit.isDone()) {
        end(new EndReason.Killed());
        confirmEnd();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      end(new EndReason.Killed());
      closeOutput();
      removal.run();
    }
  }

  private void closeOutput() {
    try {
      output.close();
    } catch (IOException e) {
      throw new EngineException("Could not close the output of container " + id, e);
    }
  }

  @Override
  public String toString() {
    return "container " + id;
  }
}
