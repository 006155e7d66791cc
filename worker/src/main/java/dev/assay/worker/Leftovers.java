package dev.assay.worker;

import dev.assay.bundle.archive.DeleteTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Logs that have not reached their site when their run was over, or when a former process of this
 * worker ended: they are sent beside the runs, each for itself, so that a site that is gone holds
 * up no other's. What else a former process left is deleted; its runs are the site's to give out
 * again.
 */
final class Leftovers implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Leftovers.class);

  private final WorkerFolder folder;
  private final Function<LogSpool.Owner, SiteApi> sites;
  private final WorkerSettings.Timing timing;
  private final ExecutorService sending =
      Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("leftovers-", 1).factory());

  Leftovers(
      WorkerFolder folder, Function<LogSpool.Owner, SiteApi> sites, WorkerSettings.Timing timing) {
    this.folder = folder;
    this.sites = sites;
    this.timing = timing;
  }

  /** Begins with what is there now, before new runs come. */
  void begin() throws IOException {
    DeleteTree.delete(folder.scratch());
    Files.createDirectories(folder.scratch());
    Files.createDirectories(folder.runs());
    try (var runs = Files.list(folder.runs())) {
      runs.toList().forEach(this::send);
    }
  }

  /** Brings the logs of a run that is over to its site, however long it takes, and deletes it. */
  void send(Path run) {
    try {
      sending.execute(() -> sendOrKeep(run));
    } catch (RejectedExecutionException e) {
      log.info("The logs in {} stay for the next start", run);
    }
  }

  private void sendOrKeep(Path run) {
    try {
      var spool = LogSpool.left(run);
      if (spool.isEmpty() || send(spool.get())) {
        DeleteTree.delete(run);
      }
    } catch (IOException | RuntimeException e) {
      log.warn("Could not clear away {}", run, e);
    } catch (InterruptedException e) {
      // The next start goes on.
      Thread.currentThread().interrupt();
    }
  }

  /** Whether nothing is left that the site might still want. */
  private boolean send(LogSpool spool) throws IOException, InterruptedException {
    try (var shipper = LogShipper.patient(spool, sites.apply(spool.owner()), timing)) {
      shipper.start();
      boolean isSettled = shipper.finish(() -> true);
      if (isSettled) {
        log.info("The rest of the logs of attempt {} is at the site.", spool.owner().attempt());
      }
      return isSettled;
    }
  }

  /** What has not arrived stays for the next start. Returns when nobody works on it any more. */
  @Override
  public void close() {
    sending.shutdownNow();
    try {
      if (!sending.awaitTermination(10, TimeUnit.SECONDS)) {
        log.warn("Logs that are left are still being sent");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
