package dev.assay.bundle.competition;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What people call a data set whose file a bundle holds; other platforms make names up.
 *
 * @param description may be empty
 * @param isPublic whether everybody on the site may use the data set
 * @param siteKey of the data set on the site that exported the bundle; other sites ignore it
 */
public record FileLabel(String name, String description, boolean isPublic, @Nullable UUID siteKey) {

  /** The label of a data set that is its owner's alone. */
  public FileLabel(String name, String description) {
    this(name, description, false, null);
  }
}
