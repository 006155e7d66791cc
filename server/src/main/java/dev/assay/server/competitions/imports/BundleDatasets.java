package dev.assay.server.competitions.imports;

import dev.assay.bundle.competition.BundleReference;
import dev.assay.bundle.competition.BundleReference.DatasetKey;
import dev.assay.server.kernel.BlobId;
import dev.assay.server.kernel.DatasetId;
import dev.assay.server.tasks.DatasetType;
import dev.assay.server.tasks.Datasets;
import dev.assay.server.tasks.NewDataset;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The data sets of one bundle: one for each type and content, made when first asked for. */
final class BundleDatasets {
  private record Use(DatasetType type, BlobId blob) {}

  private final Datasets datasets;
  private final ImportedBundle bundle;
  private final Map<Use, DatasetId> made = new HashMap<>();

  BundleDatasets(Datasets datasets, ImportedBundle bundle) {
    this.datasets = datasets;
    this.bundle = bundle;
  }

  DatasetId get(DatasetType type, BundleReference reference) {
    if (reference instanceof DatasetKey key) {
      return Objects.requireNonNull(bundle.site().datasets().get(key), key::toString);
    }
    var blob = bundle.parts().blob(reference);
    return made.computeIfAbsent(
        new Use(type, blob), _ -> datasets.create(fresh(type, reference, blob)));
  }

  /** Called as the site that exported the bundle called it, else after the competition. */
  private NewDataset fresh(DatasetType type, BundleReference reference, BlobId blob) {
    var path = StoredParts.text(reference);
    var label = bundle.definition().labels().get(path);
    return label == null
        ? new NewDataset(type, bundle.definition().title() + ": " + path, bundle.owner(), blob)
        : new NewDataset(
            type, label.name(), label.description(), bundle.owner(), blob, label.isPublic());
  }

  @Nullable DatasetId getNullable(DatasetType type, @Nullable BundleReference reference) {
    return reference == null ? null : get(type, reference);
  }
}
