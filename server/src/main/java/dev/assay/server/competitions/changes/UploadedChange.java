package dev.assay.server.competitions.changes;

import com.github.kagkarlsson.scheduler.task.helper.OneTimeTask;
import dev.assay.bundle.archive.ArchiveLimits;
import dev.assay.bundle.archive.BundleSource;
import dev.assay.bundle.competition.BundleReader;
import dev.assay.server.kernel.RetriedTask;
import dev.assay.server.storage.Storage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Objects;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Component;

/** Plans what an uploaded bundle would change, on the site worker. */
@Component
final class UploadedChange implements RetriedTask.Work {
  static final String TASK = "plan-change";

  private final JdbcChanges changes;
  private final Planner planner;
  private final BundleReader reader;
  private final Storage storage;

  UploadedChange(JdbcChanges changes, Planner planner, BundleReader reader, Storage storage) {
    this.changes = changes;
    this.planner = planner;
    this.reader = reader;
    this.storage = storage;
  }

  @Configuration(proxyBeanMethods = false)
  static class Task {
    @Bean
    OneTimeTask<Void> planChange(UploadedChange work) {
      return RetriedTask.of(TASK, work);
    }
  }

  @Override
  public void run(long id) {
    var change = new ChangeId(id);
    if (!changes.begin(change)) {
      return;
    }
    var work = changes.find(change).orElseThrow();
    var bundle = Objects.requireNonNull(work.bundle(), "the uploaded bundle");
    var limits = ArchiveLimits.forBundles();
    try (var source = BundleSource.openZip(storage.localFile(bundle), work.note(), limits)) {
      planner.plan(work, reader.read(source));
    } catch (IOException e) {
      throw new UncheckedIOException("Change %d cannot be planned".formatted(id), e);
    }
  }

  @Override
  public void giveUp(long id) {
    changes.fail(
        new ChangeId(id),
        "The site could not compare the bundle with the competition; this is not the bundle's fault, and nothing was changed. Try again, or tell the person who runs this site: its log says more about change %d."
            .formatted(id));
  }
}
