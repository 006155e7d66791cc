package dev.assay.worker;

import dev.assay.bundle.archive.DeleteTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a former process of this worker left behind: logs that never reached the site are sent, the
 * rest is deleted. Its runs themselves are the site's to give out again.
 */
final class Leftovers {
  private static final Logger log = LoggerFactory.getLogger(Leftovers.class);

  private final WorkerFolder folder;
  private final Function<LogSpool.Owner, SiteApi> sites;
  private final WorkerSettings.Timing timing;

  Leftovers(
      WorkerFolder folder, Function<LogSpool.Owner, SiteApi> sites, WorkerSettings.Timing timing) {
    this.folder = folder;
    this.sites = sites;
    this.timing = timing;
  }

  /** Sets aside what is there now, before new runs come; returns what is left to do beside them. */
  Runnable setAside() throws IOException {
    DeleteTree.delete(folder.scratch());
    Files.createDirectories(folder.scratch());
    Files.createDirectories(folder.runs());
    try (var runs = Files.list(folder.runs())) {
      var left = runs.toList();
      return () -> left.forEach(this::send);
    }
  }

  private void send(Path run) {
    try {
      var spool = LogSpool.left(run);
      if (spool.isEmpty() || send(spool.get())) {
        DeleteTree.delete(run);
      }
    } catch (IOException e) {
      log.warn("Could not clear away {}", run, e);
    } catch (InterruptedException e) {
      // The next start goes on.
      Thread.currentThread().interrupt();
    }
  }

  /** Whether nothing is left that the site might still want. */
  private boolean send(LogSpool spool) throws IOException, InterruptedException {
    try (var shipper = new LogShipper(spool, sites.apply(spool.owner()), timing)) {
      shipper.start();
      boolean isSettled = shipper.finish(() -> true);
      if (isSettled) {
        log.info(
            "The logs of attempt {}, which was cut short, are at the site.",
            spool.owner().attempt());
      }
      return isSettled;
    }
  }
}
