package dev.assay.server.competitions.changes;

import dev.assay.bundle.competition.BundleReference;
import dev.assay.bundle.competition.BundleReference.BundleFile;
import dev.assay.bundle.competition.BundleReference.BundleFolder;
import dev.assay.bundle.competition.BundleReference.DatasetKey;
import dev.assay.server.competitions.exports.CompetitionState;
import dev.assay.server.competitions.imports.SiteReferences;
import dev.assay.server.kernel.BlobId;
import dev.assay.server.storage.Blob;
import dev.assay.server.storage.Storage;
import dev.assay.server.tasks.Datasets;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The stored files that the references of one state stand for. */
final class Contents {
  private final CompetitionState state;
  private final SiteReferences site;
  private final Datasets datasets;
  private final Storage storage;
  private final Map<BlobId, Blob> blobs = new HashMap<>();

  Contents(CompetitionState state, SiteReferences site, Datasets datasets, Storage storage) {
    this.state = state;
    this.site = site;
    this.datasets = datasets;
    this.storage = storage;
  }

  /** The file of a reference; null for none. */
  @Nullable Blob blob(@Nullable BundleReference reference) {
    return switch (reference) {
      case null -> null;
      case BundleFile(var path) -> file(path);
      case BundleFolder(var path) ->
          throw new IllegalStateException("The folder '" + path + "' was to be zipped");
      case DatasetKey key -> {
        var id = Objects.requireNonNull(site.datasets().get(key), key::toString);
        yield blob(datasets.find(id).orElseThrow().blob());
      }
    };
  }

  /** The file at a path; null where there is none, as for the logo of a competition without one. */
  @Nullable Blob file(String path) {
    var blob = state.files().get(path);
    return blob == null ? null : blob(blob);
  }

  private Blob blob(BlobId id) {
    return blobs.computeIfAbsent(id, _ -> storage.find(id).orElseThrow());
  }

  /** Equal for equal contents; empty for none. */
  static String hash(@Nullable Blob blob) {
    return blob == null ? "" : blob.sha256();
  }
}
