package dev.assay.server.competitions.imports;

import dev.assay.server.competitions.QueueChoices;
import dev.assay.server.kernel.AccountId;
import dev.assay.server.kernel.TaskId;
import dev.assay.server.tasks.Dataset;
import dev.assay.server.tasks.Datasets;
import dev.assay.server.tasks.TaskAuthoring;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Begins the look-up of what a bundle takes from the site. */
@Component
final class SiteReferenceChecks {
  private final Datasets datasets;
  private final TaskAuthoring tasks;
  private final QueueChoices queues;

  SiteReferenceChecks(Datasets datasets, TaskAuthoring tasks, QueueChoices queues) {
    this.datasets = datasets;
    this.tasks = tasks;
    this.queues = queues;
  }

  SiteReferenceCheck forUploader(AccountId uploader, KeyPlaces places) {
    return new SiteReferenceCheck(usableBy(uploader), places);
  }

  private UsableByKey usableBy(AccountId account) {
    return new UsableByKey() {
      @Override
      public Optional<Dataset> dataset(UUID key) {
        return datasets.usable(key, account);
      }

      @Override
      public Optional<TaskId> task(UUID key) {
        return tasks.usable(key, account);
      }

      @Override
      public boolean takesSolutions(UUID key) {
        return tasks.isOwn(key, account);
      }

      @Override
      public boolean queue(UUID key) {
        return queues.mayBeUsed(key, account);
      }
    };
  }
}
