package dev.assay.benchmarks.lab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One of our own processes: started, killed, stopped and started again. It ends with us, since its
 * standard input does.
 */
public final class LabProcess implements AutoCloseable {
  /** As a supervisor's: what ends at once is not to take the whole machine. */
  private static final Duration RESTART_PAUSE = Duration.ofMillis(100);

  private final String name;
  private final List<String> command;
  private final Map<String, String> environment;
  private final Path log;

  // Guarded by this.
  private @Nullable Process process;
  private boolean isClosed;

  LabProcess(String name, List<String> command, Map<String, String> environment, Path log) {
    this.name = name;
    this.command = List.copyOf(command);
    this.environment = Map.copyOf(environment);
    this.log = log;
  }

  String name() {
    return name;
  }

  /** Once closed it is not started any more. */
  synchronized void start() {
    if (isClosed) {
      return;
    }
    try {
      var builder = new ProcessBuilder(command);
      builder.environment().putAll(environment);
      process =
          builder
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
              .start();
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot start " + name, e);
    }
  }

  /** Starts it again whenever it has ended, as a supervisor would, until it is closed. */
  void keepAlive() {
    Thread.ofVirtual().name("keeps " + name).start(this::startAgainAndAgain);
  }

  private void startAgainAndAgain() {
    try {
      for (var running = running(); running != null; running = running()) {
        running.waitFor();
        Thread.sleep(RESTART_PAUSE);
        startIfEnded(running);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** The process that runs or ran last; null once this is closed. */
  private synchronized @Nullable Process running() {
    return isClosed ? null : process;
  }

  private synchronized void startIfEnded(Process last) {
    if (process == last) {
      try {
        start();
      } catch (UncheckedIOException e) {
        // The machine is short of something just now: a supervisor tries again, and so do we.
        System.err.println("assay: " + e);
      }
    }
  }

  /** Whether it runs just now; it may be between two lives. */
  public synchronized boolean isAlive() {
    return process != null && process.isAlive();
  }

  /** {@code kill -9}; returns when it is gone. */
  synchronized void kill() throws InterruptedException {
    if (process != null) {
      process.destroyForcibly().waitFor();
    }
  }

  /** {@code SIGTERM}; returns when it has ended, by force if it takes too long. */
  synchronized void stop() throws InterruptedException {
    if (process != null) {
      process.destroy();
      if (!process.waitFor(20, TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor();
      }
    }
  }

  /** {@code SIGSTOP} or {@code SIGCONT}. */
  synchronized void signal(String signal) throws InterruptedException {
    if (isAlive() && process != null) {
      try {
        new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid())).start().waitFor();
      } catch (IOException e) {
        throw new UncheckedIOException("Cannot signal " + name, e);
      }
    }
  }

  /** Says a line on its standard input. */
  synchronized void tell(String line) {
    try {
      if (isAlive() && process != null) {
        var input = process.getOutputStream();
        input.write((line + "\n").getBytes(StandardCharsets.UTF_8));
        input.flush();
      }
    } catch (IOException e) {
      // It just died, which is what happens to processes here.
      return;
    }
  }

  @Override
  public synchronized void close() {
    isClosed = true;
    if (process != null) {
      process.destroyForcibly();
      try {
        process.waitFor();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
