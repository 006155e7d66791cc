package dev.assay.bundle.competition;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A sample solution, offered for download with its tasks.
 *
 * @param name as written; the site makes one up when it is absent
 * @param path the file or folder; absent when only a key is given
 * @param key a solution that the site may have already; it wins over the path if it exists
 */
public record SolutionDefinition(
    @Nullable String name,
    String description,
    @Nullable BundleReference path,
    @Nullable UUID key,
    List<TaskIndex> tasks) {

  public SolutionDefinition {
    tasks = List.copyOf(tasks);
    if (path == null && key == null) {
      throw new IllegalArgumentException("a solution needs a path or a key");
    }
  }
}
