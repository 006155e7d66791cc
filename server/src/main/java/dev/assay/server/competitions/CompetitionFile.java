package dev.assay.server.competitions;

import dev.assay.server.competitions.Competitions.Standing;
import dev.assay.server.kernel.BlobId;
import dev.assay.server.kernel.DatasetId;

/**
 * A file that a competition offers.
 *
 * @param use such as {@code starting_kit}
 * @param of the phase or task it belongs to
 * @param forParticipants whether participants get it too; organisers get all
 */
record CompetitionFile(
    DatasetId dataset,
    String use,
    String of,
    String fileName,
    long bytes,
    BlobId blob,
    boolean forParticipants) {

  boolean isFor(Standing standing) {
    return standing.isOrganiser() || (forParticipants && standing.maySubmit());
  }
}
