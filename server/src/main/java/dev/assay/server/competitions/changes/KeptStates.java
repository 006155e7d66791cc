package dev.assay.server.competitions.changes;

import dev.assay.bundle.FindingText;
import dev.assay.bundle.competition.BundleReader;
import dev.assay.server.competitions.exports.CompetitionState;
import dev.assay.server.competitions.imports.SiteReferences;
import dev.assay.server.storage.Storage;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.springframework.stereotype.Component;

/** Reads states that were kept back into definitions. */
@Component
final class KeptStates {
  private final BundleReader reader;
  private final KnownReferences references;
  private final Storage storage;

  KeptStates(BundleReader reader, KnownReferences references, Storage storage) {
    this.reader = reader;
    this.references = references;
    this.storage = storage;
  }

  /** A state that a plan leads to, with what it takes from the site. */
  record Wanted(CompetitionState state, SiteReferences site) {}

  /**
   * What was planned was free of errors, and writing and reading give the same again: an error now
   * is a fault of the site.
   */
  Wanted read(StoredState kept, ChangePlan plan) {
    try (var source = kept.source(storage)) {
      var checked = reader.read(source);
      var definition =
          checked
              .definition()
              .orElseThrow(
                  () ->
                      new IllegalStateException(
                          "Plan %s cannot be read again: %s"
                              .formatted(plan.id(), FindingText.render(checked.findings()))));
      var site = references.check(definition, source, plan.competition(), plan.by());
      return new Wanted(new CompetitionState(definition, kept.files()), site.references());
    } catch (IOException e) {
      throw new UncheckedIOException("Plan %s cannot be read again".formatted(plan.id()), e);
    }
  }
}
