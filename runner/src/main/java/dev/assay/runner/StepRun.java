package dev.assay.runner;

import dev.assay.contract.Program;
import dev.assay.contract.Step;
import dev.assay.engine.Exit;
import dev.assay.engine.Sandbox;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Runs the containers of a step truly beside each other, under one time limit. When one of them
 * ends so that the step cannot succeed any more, the other is not waited for.
 */
final class StepRun {
  private final PreparedStep prepared;
  private final Duration limit;
  private final LiveSandboxes live;
  private final RunLog log;
  private final Runnable onAllStarted;
  private final AtomicInteger notStarted;
  private volatile boolean hopeless;

  /**
   * @param onAllStarted told once every container runs, if it comes to that
   */
  StepRun(
      PreparedStep prepared,
      Duration limit,
      LiveSandboxes live,
      RunLog log,
      Runnable onAllStarted) {
    this.onAllStarted = onAllStarted;
    this.notStarted = new AtomicInteger(prepared.parts().size());
    this.prepared = prepared;
    this.limit = limit;
    this.live = live;
    this.log = log;
  }

  StepResult run(ExecutorService threads, Clock clock) {
    var startedAt = clock.instant();
    long start = System.nanoTime();
    var waiting = new EnumMap<Program, Future<Exit>>(Program.class);
    for (var part : prepared.parts()) {
      waiting.put(part.program(), threads.submit(() -> run(part, start)));
    }
    Map<Program, Exit> exits = new EnumMap<>(Program.class);
    waiting.forEach((program, exit) -> exits.put(program, Waiting.on(exit)));
    return new StepResult(prepared.step(), startedAt, clock.instant(), exits);
  }

  private Exit run(PreparedStep.Part part, long start) throws InterruptedException {
    var sandbox = part.sandbox();
    try {
      if (!live.start(sandbox, log.sink(prepared.step(), part.program()))) {
        return new Exit.Killed(Duration.ZERO);
      }
      if (notStarted.decrementAndGet() == 0) {
        onAllStarted.run();
      }
      if (hopeless) {
        sandbox.kill();
      }
      var left = limit.minusNanos(System.nanoTime() - start);
      var exit = sandbox.await(left.isPositive() ? left : Duration.ofNanos(1));
      if (isHopeless(part.program(), exit)) {
        killOthers(part);
      }
      return exit;
    } catch (RuntimeException e) {
      killOthers(part);
      throw e;
    } finally {
      live.ended(sandbox);
    }
  }

  private boolean isHopeless(Program program, Exit exit) {
    return switch (exit) {
      case Exit.Exited(var code, var outOfMemory, _) ->
          code != 0
              && (outOfMemory || (prepared.step() == Step.SCORE && program == Program.PROGRAM));
      case Exit.NotStarted _, Exit.WorkspaceFull _ -> true;
      // Both have the same limit: the other ends by itself.
      case Exit.TimedOut _, Exit.Killed _ -> false;
    };
  }

  private void killOthers(PreparedStep.Part ended) {
    hopeless = true;
    prepared.parts().stream()
        .filter(part -> !part.equals(ended))
        .map(PreparedStep.Part::sandbox)
        .forEach(Sandbox::kill);
  }
}
