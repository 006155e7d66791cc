package dev.assay.server.uploads;

import dev.assay.server.accounts.Account;
import java.util.Optional;

/** Finished uploads, for the features they were sent for. */
public interface Uploads {

  /**
   * A whole, sealed upload of this account.
   *
   * @param id as the sender gave it
   * @param purpose the name of an {@link UploadPurpose}
   * @return empty if there is none, it is somebody else's, not whole, for something else, or has
   *     expired
   */
  Optional<FinishedUpload> finished(String id, String purpose, Account account);

  /**
   * Notes in the caller's transaction what an upload was used for, so that using it a second time,
   * as after a lost answer, makes nothing a second time.
   *
   * @param result what became of it, in the feature's own words
   * @return false if it was used before
   */
  boolean use(UploadId id, String result);
}
