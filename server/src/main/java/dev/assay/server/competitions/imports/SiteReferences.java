package dev.assay.server.competitions.imports;

import dev.assay.bundle.competition.BundleReference.DatasetKey;
import dev.assay.bundle.competition.TaskIndex;
import dev.assay.server.kernel.DatasetId;
import dev.assay.server.kernel.TaskId;
import java.util.Map;
import java.util.UUID;

/**
 * What a bundle takes from the site instead of bringing it.
 *
 * @param datasets by the key the bundle names
 * @param tasks by their index in the bundle
 * @param solutions data sets of solutions that exist; one that is missing here is taken from the
 *     bundle
 */
public record SiteReferences(
    Map<DatasetKey, DatasetId> datasets,
    Map<TaskIndex, TaskId> tasks,
    Map<UUID, DatasetId> solutions) {

  public SiteReferences {
    datasets = Map.copyOf(datasets);
    tasks = Map.copyOf(tasks);
    solutions = Map.copyOf(solutions);
  }
}
