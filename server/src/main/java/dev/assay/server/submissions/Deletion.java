package dev.assay.server.submissions;

import dev.assay.server.kernel.AccountId;
import java.time.Instant;

/**
 * That a submission was deleted.
 *
 * @param reason in the words of who did it; may be empty
 */
record Deletion(Instant at, AccountId by, String reason) {}
