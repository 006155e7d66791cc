package dev.assay.server.competitions.imports;

import dev.assay.server.kernel.AccountId;
import dev.assay.server.tasks.Datasets;
import dev.assay.server.tasks.TaskAuthoring;
import org.springframework.stereotype.Component;

/** Begins the look-up of what a bundle takes from the site. */
@Component
final class SiteReferenceChecks {
  private final Datasets datasets;
  private final TaskAuthoring tasks;

  SiteReferenceChecks(Datasets datasets, TaskAuthoring tasks) {
    this.datasets = datasets;
    this.tasks = tasks;
  }

  SiteReferenceCheck forUploader(AccountId uploader, KeyPlaces places) {
    return new SiteReferenceCheck(datasets, tasks, uploader, places);
  }
}
