package dev.assay.server.runs;

import dev.assay.server.accounts.Account;
import dev.assay.server.kernel.SubmissionId;
import org.jspecify.annotations.Nullable;

/** Who may look into a submission. The feature that owns submissions provides it. */
public interface SubmissionAccess {

  /**
   * @param account null for a visitor
   */
  boolean maySee(@Nullable Account account, SubmissionId submission);

  /** Whether the logs may be read too, which a phase can hide from participants. */
  boolean maySeeLogs(@Nullable Account account, SubmissionId submission);
}
