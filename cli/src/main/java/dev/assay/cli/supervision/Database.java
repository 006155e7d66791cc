package dev.assay.cli.supervision;

import dev.assay.postgres.DatabaseAddress;
import dev.assay.postgres.EmbeddedPostgres;
import dev.assay.postgres.Options;
import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the embedded PostgreSQL running; on the same port again if it dies, so that the site finds
 * it.
 */
final class Database {
  private final DataFolder data;
  private final Consumer<String> say;
  private final Backoff backoff = new Backoff();
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition told = lock.newCondition();

  /** Guarded by {@link #lock}: once stopping, no server is started any more. */
  private boolean stopping;

  /** Guarded by {@link #lock}. */
  private @Nullable EmbeddedPostgres server;

  Database(DataFolder data, Consumer<String> say) {
    this.data = data;
    this.say = say;
  }

  DatabaseAddress start() {
    lock.lock();
    try {
      var started = EmbeddedPostgres.start(data.folder(), Options.standard().withProgress(say));
      server = started;
      watch(started);
      return started.address();
    } finally {
      lock.unlock();
    }
  }

  private void watch(EmbeddedPostgres started) {
    var since = System.nanoTime();
    started
        .onExit()
        .thenAcceptAsync(
            exit -> restart(exit, Duration.ofNanos(System.nanoTime() - since)),
            task -> Thread.ofPlatform().name("keeps the database").daemon().start(task));
  }

  private void restart(int exit, Duration ran) {
    lock.lock();
    try {
      if (server != null) {
        server.close();
        server = null;
      }
      if (stopping) {
        return;
      }
      var wait = backoff.after(ran);
      say.accept(
          "the database ended by itself (exit code %d); starting it again in %.1f s"
              .formatted(exit, wait.toMillis() / 1000.0));
      var left = wait.toNanos();
      while (left > 0 && !stopping) {
        left = told.awaitNanos(left);
      }
      if (!stopping) {
        start();
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } finally {
      lock.unlock();
    }
  }

  void stop() {
    lock.lock();
    try {
      stopping = true;
      told.signalAll();
      if (server != null) {
        server.close();
        server = null;
      }
    } finally {
      lock.unlock();
    }
  }
}
