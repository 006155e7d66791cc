package dev.assay.server.runs;

import dev.assay.server.accounts.Account;
import dev.assay.server.kernel.SubmissionId;
import org.jspecify.annotations.Nullable;

/**
 * Shows how a submission stands as a part of its page. The feature that owns submissions provides
 * it.
 */
public interface StateFragments {

  /**
   * HTML to put in the place of what the page shows.
   *
   * @param reader null for a visitor
   */
  String html(@Nullable Account reader, SubmissionId submission);
}
