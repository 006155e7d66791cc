package dev.assay.server.submissions;

import dev.assay.server.kernel.AccountId;
import dev.assay.server.kernel.BlobId;
import dev.assay.server.kernel.CompetitionId;
import dev.assay.server.kernel.PhaseId;
import dev.assay.server.kernel.SubmissionId;
import dev.assay.server.kernel.TrialId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One entry by a participant in a phase.
 *
 * @param receivedAt when it was sealed
 * @param deletion null while it is there
 * @param trial by which organisers try the competition; null for what somebody enters
 */
record Submission(
    SubmissionId id,
    PhaseId phase,
    CompetitionId competition,
    AccountId account,
    BlobId blob,
    String fileName,
    Instant receivedAt,
    SubmissionState state,
    boolean countsAgainstLimits,
    @Nullable Instant endedAt,
    @Nullable TrialId trial,
    @Nullable Deletion deletion) {

  /** Whether whoever submitted it deleted it, which hides it from them. */
  boolean isDeletedByOwner() {
    return deletion != null && deletion.by().equals(account);
  }
}
