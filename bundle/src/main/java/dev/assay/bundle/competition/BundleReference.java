package dev.assay.bundle.competition;

import java.util.UUID;

/** What a part of a competition points to. */
public sealed interface BundleReference {

  /** A file inside the bundle, taken as it is. */
  record BundleFile(String path) implements BundleReference {}

  /** A folder inside the bundle; its content is zipped with nothing around it. */
  record BundleFolder(String path) implements BundleReference {}

  /** A data set that the site has already; the reader cannot know whether it exists. */
  record DatasetKey(UUID key) implements BundleReference {}
}
