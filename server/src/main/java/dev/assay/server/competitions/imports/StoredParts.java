package dev.assay.server.competitions.imports;

import dev.assay.bundle.competition.BundleReference;
import dev.assay.bundle.competition.BundleReference.BundleFile;
import dev.assay.bundle.competition.BundleReference.BundleFolder;
import dev.assay.bundle.competition.BundleReference.DatasetKey;
import dev.assay.server.kernel.BlobId;
import java.util.Map;

/** Where the files of a bundle were stored, by their reference. */
record StoredParts(Map<String, BlobId> byReference) {

  StoredParts {
    byReference = Map.copyOf(byReference);
  }

  BlobId blob(BundleReference reference) {
    var blob = byReference.get(text(reference));
    if (blob == null) {
      throw new IllegalStateException("Nothing was stored for " + reference);
    }
    return blob;
  }

  /** Names a reference in the table of parts; a folder's path ends with a slash. */
  static String text(BundleReference reference) {
    return switch (reference) {
      case BundleFile(var path) -> path;
      case BundleFolder(var path) -> path + "/";
      case DatasetKey(var key) ->
          throw new IllegalArgumentException("Nothing is stored for the key " + key);
    };
  }
}
