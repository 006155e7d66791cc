package dev.assay.bundle.competition;

import dev.assay.bundle.Finding;
import dev.assay.bundle.archive.BundleSource;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A task bundle after reading: all that was found, and the task if there was no error. */
public final class CheckedTaskBundle {
  private final @Nullable TaskBundle task;
  private final BundleSource content;
  private final List<Finding> findings;

  CheckedTaskBundle(@Nullable TaskBundle task, BundleSource content, List<Finding> findings) {
    if (task == null && findings.stream().noneMatch(Finding::isError)) {
      throw new IllegalArgumentException("a refused task bundle needs an error to show");
    }
    this.task = task;
    this.content = content;
    this.findings = List.copyOf(findings);
  }

  /** The task; empty if there is an error among the findings. */
  public Optional<TaskBundle> task() {
    return Optional.ofNullable(task);
  }

  /** The folder that all paths of the task start from; readable while the source is open. */
  public BundleSource content() {
    return content;
  }

  /** Everything found, in the order of the check. */
  public List<Finding> findings() {
    return findings;
  }

  /** Whether something stops the creation. */
  public boolean hasErrors() {
    return task == null;
  }
}
