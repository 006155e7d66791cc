package dev.assay.bundle.competition;

import dev.assay.bundle.Findings;
import dev.assay.bundle.archive.BundleSource;
import dev.assay.bundle.competition.PhaseDefinition.PhaseLimits;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Reads and checks competition bundles; everything that is wrong is found in one pass. */
public final class BundleReader {
  private final Clock clock;
  private final Duration siteTimeLimit;

  /** A reader for a site whose default queue has the usual time limit. */
  public BundleReader(Clock clock) {
    this(clock, PhaseLimits.USUAL_SITE_LIMIT);
  }

  private BundleReader(Clock clock, Duration siteTimeLimit) {
    this.clock = clock;
    this.siteTimeLimit = siteTimeLimit;
  }

  /** A reader that warns of time limits above that of the site's default queue. */
  public BundleReader withSiteTimeLimit(Duration limit) {
    return new BundleReader(clock, limit);
  }

  /**
   * Reads a bundle.
   *
   * @param source stays open; the result's content is read through it
   * @throws IOException if this machine cannot read, which is not the bundle's fault
   */
  public CheckedBundle read(BundleSource source) throws IOException {
    var findings = new Findings();
    OpenedDefinition opened =
        OpenedDefinition.open(source, BundleKind.COMPETITION, findings, clock);
    CompetitionDefinition definition =
        opened.top() == null ? null : definition(opened.top(), opened.fileName());
    return definition == null || findings.hasErrors()
        ? CheckedBundle.refused(opened.content(), findings.list())
        : CheckedBundle.accepted(definition, opened.content(), findings.list());
  }

  private @Nullable CompetitionDefinition definition(Section top, String fileName)
      throws IOException {
    return switch (Version.of(top)) {
      case V2 -> new DefinitionReader(top.reading(), siteTimeLimit).read(top, fileName);
      case V1_5 -> new LegacyReader(top.reading(), siteTimeLimit).read(top, fileName);
    };
  }
}
