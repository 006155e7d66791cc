package dev.assay.server.competitions.imports;

import dev.assay.bundle.Finding;
import dev.assay.server.kernel.AccountId;
import dev.assay.server.kernel.BlobId;
import dev.assay.server.kernel.CompetitionId;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * An uploaded bundle and what became of it.
 *
 * @param progress what it is doing, in words
 * @param error why it was given up, if the site failed
 * @param competition what was made of it
 */
record BundleImport(
    ImportId id,
    AccountId account,
    BlobId bundle,
    State state,
    List<Finding> findings,
    String progress,
    @Nullable String error,
    @Nullable CompetitionId competition,
    Instant createdAt,
    @Nullable Instant endedAt) {

  BundleImport {
    findings = List.copyOf(findings);
  }

  /** How far an import is. */
  enum State {
    /** Waits for the site worker. */
    QUEUED,
    RUNNING,
    /** The competition is there. */
    FINISHED,
    /** The bundle has errors; nothing was made. */
    REFUSED,
    /** The site failed; nothing was made. */
    FAILED;

    String text() {
      return name().toLowerCase(Locale.ROOT);
    }

    boolean isFinal() {
      return this != QUEUED && this != RUNNING;
    }

    /** Whether it may be tried again as it is. */
    boolean mayRetry() {
      return this == REFUSED || this == FAILED;
    }
  }
}
