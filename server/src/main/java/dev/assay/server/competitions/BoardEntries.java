package dev.assay.server.competitions;

import dev.assay.server.kernel.SubmissionId;

/**
 * Keeps boards right where submissions come and go otherwise than by a result. The feature that
 * ranks provides it. Both join the caller's transaction, which has changed the submission already.
 */
public interface BoardEntries {

  /** Whether it stands on a board, shown or hidden. */
  boolean contains(SubmissionId submission);

  /**
   * It is no entry any more: it leaves its board whatever the rule says, and where a rule chooses,
   * another may take its place.
   */
  void left(SubmissionId submission);

  /**
   * It is an entry again.
   *
   * @param wasChosen whether it stood on the board before; where people choose, it goes back there
   *     unless another has taken its place
   */
  void returned(SubmissionId submission, boolean wasChosen);
}
