package dev.assay.server.competitions.changes;

import dev.assay.bundle.Finding;
import dev.assay.server.kernel.AccountId;
import dev.assay.server.kernel.BlobId;
import dev.assay.server.kernel.CompetitionId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a competition would change, or has changed.
 *
 * @param bundle as uploaded; null where there was none
 * @param findings of the check of what is wanted
 * @param changes none is a competition that is wanted as it is
 * @param version the number of the version that applying made; null before
 */
public record ChangePlan(
    ChangeId id,
    CompetitionId competition,
    AccountId by,
    Origin origin,
    String note,
    @Nullable BlobId bundle,
    State state,
    String progress,
    @Nullable String error,
    List<Finding> findings,
    List<Change> changes,
    @Nullable Integer version,
    Instant createdAt) {

  public ChangePlan {
    findings = List.copyOf(findings);
    changes = List.copyOf(changes);
  }

  /** How far a plan is. */
  public enum State {
    /** Waits for the site worker to check the uploaded bundle. */
    QUEUED,
    RUNNING,
    /** The bundle has errors. */
    REFUSED,
    /** The site failed. */
    FAILED,
    /** May be applied. */
    PLANNED,
    APPLIED,
    /** The competition changed before it was applied. */
    OUTDATED,
    DISCARDED;

    /** Whether the page waits for more. */
    public boolean isUnderWay() {
      return this == QUEUED || this == RUNNING;
    }
  }
}
