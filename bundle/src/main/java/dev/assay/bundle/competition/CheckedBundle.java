package dev.assay.bundle.competition;

import dev.assay.bundle.Finding;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A bundle after reading: all that was found, and the competition if there was no error. */
public final class CheckedBundle {
  private final @Nullable CompetitionDefinition definition;
  private final List<Finding> findings;

  private CheckedBundle(@Nullable CompetitionDefinition definition, List<Finding> findings) {
    this.definition = definition;
    this.findings = List.copyOf(findings);
  }

  static CheckedBundle refused(List<Finding> findings) {
    if (findings.stream().noneMatch(Finding::isError)) {
      throw new IllegalArgumentException("a refused bundle needs an error to show");
    }
    return new CheckedBundle(null, findings);
  }

  static CheckedBundle accepted(CompetitionDefinition definition, List<Finding> findings) {
    return new CheckedBundle(definition, findings);
  }

  /** The competition; empty if there is an error among the findings. */
  public Optional<CompetitionDefinition> definition() {
    return Optional.ofNullable(definition);
  }

  /** Everything found, in the order of the check. */
  public List<Finding> findings() {
    return findings;
  }

  public boolean hasErrors() {
    return definition == null;
  }
}
