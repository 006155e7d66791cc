package dev.assay.bundle.competition;

import dev.assay.bundle.Finding;
import dev.assay.bundle.archive.BundleSource;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A bundle after reading: all that was found, and the competition if there was no error. */
public final class CheckedBundle {
  private final @Nullable CompetitionDefinition definition;
  private final BundleSource content;
  private final List<Finding> findings;

  private CheckedBundle(
      @Nullable CompetitionDefinition definition, BundleSource content, List<Finding> findings) {
    this.definition = definition;
    this.content = content;
    this.findings = List.copyOf(findings);
  }

  static CheckedBundle refused(BundleSource content, List<Finding> findings) {
    if (findings.stream().noneMatch(Finding::isError)) {
      throw new IllegalArgumentException("a refused bundle needs an error to show");
    }
    return new CheckedBundle(null, content, findings);
  }

  static CheckedBundle accepted(
      CompetitionDefinition definition, BundleSource content, List<Finding> findings) {
    return new CheckedBundle(definition, content, findings);
  }

  /** The competition; empty if there is an error among the findings. */
  public Optional<CompetitionDefinition> definition() {
    return Optional.ofNullable(definition);
  }

  /** The folder that all paths of the definition start from; readable while the source is open. */
  public BundleSource content() {
    return content;
  }

  /** Everything found, in the order of the check. */
  public List<Finding> findings() {
    return findings;
  }

  /** Whether something stops the creation. */
  public boolean hasErrors() {
    return definition == null;
  }
}
