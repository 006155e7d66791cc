package dev.assay.postgres;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * Ends what an earlier run left behind when it was killed: PostgreSQL does not die with its parent.
 * It is stopped rather than adopted, so that what runs afterwards runs with today's settings.
 */
record Leftovers(Path cluster, Consumer<String> progress) {
  /**
   * After this long a shutdown gets no more time to write its checkpoint; the next start recovers
   * instead.
   */
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private static final Duration GRACE = Duration.ofSeconds(10);

  /** Between two looks: another process's children tell us nothing of their end. */
  private static final Duration BETWEEN = Duration.ofMillis(20);

  void stop() {
    PidFile.read(cluster).ifPresent(this::stop);
    stopOrphans();
  }

  private void stopOrphans() {
    var orphans = Processes.workingIn(cluster);
    if (!orphans.isEmpty()) {
      progress.accept("waiting for processes of a killed PostgreSQL: " + orphans);
      for (var signal : new String[] {"TERM", "KILL"}) {
        Processes.workingIn(cluster).forEach(pid -> Commands.signal(signal, pid));
        await(() -> Processes.workingIn(cluster).isEmpty(), GRACE);
      }
    }
  }

  private void stop(PidFile noted) {
    var pid = noted.pid();
    if (!Processes.serves(pid, cluster)) {
      forget(pid);
      return;
    }
    progress.accept(
        "stopping the PostgreSQL that an earlier run left behind (process %d)".formatted(pid));
    end(pid);
  }

  /** A fast shutdown: open transactions are rolled back, everything committed is written out. */
  void end(long pid) {
    Commands.signal("INT", pid);
    if (await(() -> !Processes.serves(pid, cluster), PATIENCE)) {
      return;
    }
    progress.accept("it does not stop; ending it at once, the next start recovers");
    Commands.signal("QUIT", pid);
    if (!await(() -> !Processes.serves(pid, cluster), GRACE)) {
      Commands.signal("KILL", pid);
      await(() -> !Processes.serves(pid, cluster), GRACE);
    }
  }

  /**
   * PostgreSQL refuses to start while the noted number is a living process, whoever that is by now.
   * Only then is the note removed: with it PostgreSQL also checks whether memory of the old server
   * is still in use.
   */
  private void forget(long pid) {
    if (ProcessHandle.of(pid).isEmpty()) {
      return;
    }
    try {
      Files.deleteIfExists(PidFile.of(cluster));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean await(BooleanSupplier condition, Duration limit) {
    var end = System.nanoTime() + limit.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > end) {
        return false;
      }
      try {
        Thread.sleep(BETWEEN);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new PostgresException("Interrupted while stopping PostgreSQL", e);
      }
    }
    return true;
  }
}
