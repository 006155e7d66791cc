package dev.assay.server.competitions.changes;

import dev.assay.bundle.competition.BundleReference;
import dev.assay.bundle.competition.BundleReference.DatasetKey;
import dev.assay.server.competitions.imports.SiteReferences;
import dev.assay.server.kernel.AccountId;
import dev.assay.server.kernel.DatasetId;
import dev.assay.server.storage.Blob;
import dev.assay.server.tasks.DatasetType;
import dev.assay.server.tasks.Datasets;
import dev.assay.server.tasks.NewDataset;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The data sets for what is wanted: one that the competition has, or once had, where type and
 * content are the same, else a new one. Used for one change.
 */
final class DatasetsInUse {
  /** What makes two data sets the same for us. */
  record Use(DatasetType type, String sha256) {}

  private final Map<Use, DatasetId> known;
  private final Contents contents;
  private final SiteReferences site;
  private final Datasets datasets;
  private final AccountId owner;
  private final String title;

  /**
   * @param known filled up with what is made
   */
  DatasetsInUse(
      Map<Use, DatasetId> known,
      Contents contents,
      SiteReferences site,
      Datasets datasets,
      AccountId owner,
      String title) {
    this.known = known;
    this.contents = contents;
    this.site = site;
    this.datasets = datasets;
    this.owner = owner;
    this.title = title;
  }

  @Nullable DatasetId getNullable(DatasetType type, @Nullable BundleReference reference) {
    return reference == null ? null : get(type, reference);
  }

  DatasetId get(DatasetType type, BundleReference reference) {
    if (reference instanceof DatasetKey key) {
      return Objects.requireNonNull(site.datasets().get(key), key::toString);
    }
    var blob = Objects.requireNonNull(contents.blob(reference), reference::toString);
    return known.computeIfAbsent(new Use(type, blob.sha256()), _ -> create(type, blob));
  }

  private DatasetId create(DatasetType type, Blob blob) {
    var name = title + ": " + blob.fileName();
    return datasets.create(new NewDataset(type, name, owner, blob.id()));
  }
}
