package dev.assay.server.runs;

import dev.assay.server.competitions.Competition;
import dev.assay.server.kernel.SubmissionId;
import dev.assay.server.tasks.TaskVersion;
import java.util.List;

/** Makes evaluations and ends them early. */
public interface Runs {

  /**
   * Queues one live evaluation per task, in the caller's transaction; waiting workers are told
   * after the commit. With one task the evaluation takes the submission's id, with several each
   * draws its own from the shared sequence.
   */
  void evaluate(SubmissionId submission, Competition competition, List<TaskVersion> tasks);

  /**
   * Asks that all evaluations of the submission that are not final end; queued ones end at once.
   */
  void cancel(SubmissionId submission);
}
