package dev.assay.server.competitions;

import dev.assay.server.kernel.CompetitionId;

/** How many submissions there are that everybody may download; the feature that keeps them says. */
@FunctionalInterface
public interface PublicSubmissionCount {

  /** None where the competition does not let participants make theirs public. */
  int of(CompetitionId competition);
}
