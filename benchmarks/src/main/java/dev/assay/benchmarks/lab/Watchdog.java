package dev.assay.benchmarks.lab;

import com.sun.management.HotSpotDiagnosticMXBean;
import com.sun.management.HotSpotDiagnosticMXBean.ThreadDumpFormat;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Knows what a long measurement is at, and ends it when that takes far too long: it writes down
 * what each thread waits for, says so and interrupts whoever made it. Who does not end for being
 * interrupted either is left to {@code lastResort}.
 */
final class Watchdog implements AutoCloseable {
  private static final Duration BETWEEN = Duration.ofSeconds(1);

  private final Thread watched = Thread.currentThread();
  private final Path folder;
  private final Duration grace;
  private final Consumer<String> say;
  private final Runnable lastResort;

  /** Done when the watch is over. */
  private final CompletableFuture<Void> over = new CompletableFuture<>();

  private volatile Stage stage = new Stage("the start", Long.MAX_VALUE, Duration.ZERO);
  private volatile @Nullable String complaint;

  /**
   * @param end by {@link System#nanoTime()}
   */
  private record Stage(String name, long end, Duration atMost) {}

  /**
   * Watches the calling thread.
   *
   * @param folder where it writes what the threads did
   * @param grace how long it may take to end once it is interrupted
   */
  Watchdog(Path folder, Duration grace, Consumer<String> say, Runnable lastResort) {
    this.folder = folder;
    this.grace = grace;
    this.say = say;
    this.lastResort = lastResort;
    Thread.ofPlatform().daemon().name("watchdog").start(this::watch);
  }

  /** From now on it is at this, which may take so long. */
  void enters(String name, Duration atMost) {
    stage = new Stage(name, System.nanoTime() + atMost.toNanos(), atMost);
  }

  /** What it is at. */
  String stage() {
    return stage.name();
  }

  /** Why it was interrupted, if it was. */
  Optional<String> complaint() {
    return Optional.ofNullable(complaint);
  }

  private void watch() {
    try {
      while (!isOverAfter(BETWEEN)) {
        var now = stage;
        if (System.nanoTime() >= now.end()) {
          bite(now);
          return;
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void bite(Stage hanging) throws InterruptedException {
    complaint =
        "%s hangs: it is not over after %,d s; what each thread does is in %s"
            .formatted(hanging.name(), hanging.atMost().toSeconds(), threads());
    say.accept(complaint);
    watched.interrupt();
    if (!isOverAfter(grace)) {
      lastResort.run();
    }
  }

  private String threads() {
    var file = folder.resolve("threads-%d.txt".formatted(System.nanoTime())).toAbsolutePath();
    try {
      ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class)
          .dumpThreads(file.toString(), ThreadDumpFormat.TEXT_PLAIN);
      return file.toString();
    } catch (IOException | RuntimeException e) {
      return "no file (%s)".formatted(e);
    }
  }

  private boolean isOverAfter(Duration time) throws InterruptedException {
    try {
      over.get(time.toNanos(), TimeUnit.NANOSECONDS);
      return true;
    } catch (java.util.concurrent.TimeoutException e) {
      return false;
    } catch (java.util.concurrent.ExecutionException e) {
      throw new IllegalStateException("Nobody fails it", e);
    }
  }

  @Override
  public void close() {
    over.complete(null);
  }
}
