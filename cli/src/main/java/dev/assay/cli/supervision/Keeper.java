package dev.assay.cli.supervision;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Keeps one program running until told to stop: started again when it dies, later and later if it
 * keeps dying.
 */
final class Keeper {
  private final Program program;
  private final PidFiles pids;
  private final Consumer<String> say;
  private final Backoff backoff = new Backoff();

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition told = lock.newCondition();

  /** Guarded by {@link #lock}: once stopping, no process is started any more. */
  private boolean stopping;

  /** Guarded by {@link #lock}. */
  private @Nullable Process current;

  private volatile int failures;
  private final Thread thread;

  Keeper(Program program, PidFiles pids, Consumer<String> say) {
    this.program = program;
    this.pids = pids;
    this.say = say;
    this.thread = Thread.ofPlatform().name("keeps " + program.name()).unstarted(this::keep);
  }

  void start() {
    thread.start();
  }

  /** Deaths in a row, for whoever waits for the program to become ready. */
  int failures() {
    return failures;
  }

  Program program() {
    return program;
  }

  private void keep() {
    try {
      while (true) {
        var started = System.nanoTime();
        var process = launch();
        if (process == null) {
          return;
        }
        var exit = process.waitFor();
        forget();
        if (!mayRestart(exit, Duration.ofNanos(System.nanoTime() - started))) {
          return;
        }
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } catch (IOException e) {
      say.accept("the %s cannot be started: %s".formatted(program.name(), e.getMessage()));
      failures = Integer.MAX_VALUE;
    }
  }

  private @Nullable Process launch() throws IOException {
    lock.lock();
    try {
      if (stopping) {
        return null;
      }
      var process = program.start();
      current = process;
      note(process);
      return process;
    } finally {
      lock.unlock();
    }
  }

  /** A program that runs is kept even where that cannot be written down, as on a full disk. */
  private void note(Process process) {
    try {
      ProcessIdentity.of(process.pid()).ifPresent(identity -> pids.note(program.name(), identity));
    } catch (UncheckedIOException e) {
      say.accept(notNoted(e));
    }
  }

  private void forget() {
    try {
      pids.forget(program.name());
    } catch (UncheckedIOException e) {
      say.accept(notNoted(e));
    }
  }

  private String notNoted(UncheckedIOException e) {
    return "it cannot be noted whether the %s runs: %s".formatted(program.name(), e.getCause());
  }

  /** Waits before the next start; false when told to stop meanwhile. */
  private boolean mayRestart(int exit, Duration ran) throws InterruptedException {
    lock.lock();
    try {
      if (stopping) {
        return false;
      }
      var wait = backoff.after(ran);
      failures = backoff.failures();
      say.accept(
          "the %s ended by itself (exit code %d); starting it again in %.1f s. Its log: %s"
              .formatted(program.name(), exit, wait.toMillis() / 1000.0, program.log().path()));
      var left = wait.toNanos();
      while (left > 0 && !stopping) {
        left = told.awaitNanos(left);
      }
      return !stopping;
    } finally {
      lock.unlock();
    }
  }

  /** Asks the program to end and waits for its grace; then ends it by force. */
  void stop() throws InterruptedException {
    var process = noMore();
    if (process != null && process.isAlive()) {
      // By its handle: Process.destroy would also close its standard input, which means "we are
      // gone, end at once".
      process.toHandle().destroy();
      if (!process.waitFor(program.grace().toMillis(), TimeUnit.MILLISECONDS)) {
        say.accept(
            "the %s did not end within %d s; ending it by force"
                .formatted(program.name(), program.grace().toSeconds()));
        process.destroyForcibly();
      }
    }
    thread.join();
  }

  /**
   * Asks once more while another thread waits in {@link #stop}: a program may take that as a word
   * to hurry.
   */
  void askAgain() {
    var process = noMore();
    if (process != null) {
      process.toHandle().destroy();
    }
  }

  /** Ends the program by force, also while another thread waits in {@link #stop}. */
  void kill() {
    var process = noMore();
    if (process != null) {
      process.destroyForcibly();
    }
  }

  private @Nullable Process noMore() {
    lock.lock();
    try {
      stopping = true;
      told.signalAll();
      return current;
    } finally {
      lock.unlock();
    }
  }
}
