package dev.assay.bundle.lint;

import dev.assay.bundle.Finding;
import dev.assay.bundle.archive.ArchiveLimits;
import dev.assay.bundle.archive.BundleSource;
import dev.assay.bundle.competition.BundleKind;
import dev.assay.bundle.competition.BundleReader;
import dev.assay.bundle.competition.PhaseDefinition.PhaseLimits;
import dev.assay.bundle.competition.TaskBundleReader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Checks the bundle of a competition or a task as the import would, without importing it. */
public final class Lint {
  private final Clock clock;
  private final boolean asCodabench;
  private final Duration siteTimeLimit;

  private Lint(Clock clock, boolean asCodabench, Duration siteTimeLimit) {
    this.clock = clock;
    this.asCodabench = asCodabench;
    this.siteTimeLimit = siteTimeLimit;
  }

  /** Checks by our own rules. */
  public Lint(Clock clock) {
    this(clock, false, PhaseLimits.USUAL_SITE_LIMIT);
  }

  /** Checks for a bundle that has to import into Codabench too: what it refuses is an error. */
  public Lint forCodabench() {
    return new Lint(clock, true, siteTimeLimit);
  }

  /** Checks for a site that bounds the time of a step so in its default queue. */
  public Lint withSiteTimeLimit(Duration limit) {
    return new Lint(clock, asCodabench, limit);
  }

  /**
   * Checks a zip or folder.
   *
   * @throws IOException if it cannot be read at all, for instance because it does not exist
   */
  public LintReport check(Path zipOrFolder) throws IOException {
    Instant start = clock.instant();
    List<Finding> findings;
    try (BundleSource source = BundleSource.open(zipOrFolder, ArchiveLimits.forBundles())) {
      findings =
          switch (BundleKind.of(source)) {
            case COMPETITION ->
                new BundleReader(clock).withSiteTimeLimit(siteTimeLimit).read(source).findings();
            case TASK -> new TaskBundleReader(clock).read(source).findings();
          };
    }
    if (asCodabench) {
      findings = findings.stream().map(Finding::asCodabenchSeesIt).toList();
    }
    return new LintReport(
        zipOrFolder.toString(), findings, Duration.between(start, clock.instant()));
  }
}
