package dev.assay.server.runs;

import dev.assay.server.kernel.PhaseId;
import dev.assay.server.kernel.SubmissionId;
import java.util.List;

/**
 * Other generations of these submissions' evaluations count now. Published inside the transaction
 * that made it so, as {@link EvaluationEnded} is.
 */
public record ResultsReplaced(PhaseId phase, List<SubmissionId> submissions) {
  public ResultsReplaced {
    submissions = List.copyOf(submissions);
  }
}
