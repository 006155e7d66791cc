package dev.assay.server.submissions;

import dev.assay.server.accounts.Account;
import dev.assay.server.kernel.PhaseId;
import dev.assay.server.kernel.SubmissionId;
import dev.assay.server.kernel.TrialId;
import dev.assay.server.runs.RunStates.EvaluationStatus;
import dev.assay.server.storage.Blob;
import dev.assay.server.tasks.TaskVersion;
import dev.assay.server.web.Badge;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Submissions by which organisers try a competition. They run as all others do, behind what
 * participants send in, and are in no list, on no board and charged to nobody.
 */
public interface TrialSubmissions {

  /**
   * One to send in.
   *
   * @param name what people call it
   * @param tasks of the phase, those that it is meant for
   */
  record Trial(TrialId trial, String name, PhaseId phase, List<TaskVersion> tasks) {
    public Trial {
      tasks = List.copyOf(tasks);
    }
  }

  /** What became of a file to try. */
  sealed interface Kept {
    record Stored(Blob blob) implements Kept {}

    /**
     * @param why in words for the one who sent it
     */
    record Refused(String why) implements Kept {}
  }

  /**
   * How one stands.
   *
   * @param line one sentence
   * @param word of its state, as the API spells it
   * @param failure null unless it failed
   */
  record Outcome(
      SubmissionId submission,
      String name,
      PhaseId phase,
      Badge state,
      String word,
      String line,
      boolean isFinal,
      @Nullable FailureView failure,
      List<EvaluationStatus> evaluations) {
    public Outcome {
      evaluations = List.copyOf(evaluations);
    }
  }

  /**
   * Keeps a file that somebody wants to try, if it can be read as a submission at all.
   *
   * @throws IOException when the upload broke off or the disk failed; nothing is left then
   */
  Kept keep(InputStream upload, String fileName) throws IOException;

  /** Joins the caller's transaction. */
  SubmissionId send(Account by, Blob blob, Trial trial);

  /** In the order in which they were sent in. */
  List<Outcome> of(TrialId trial);

  /** Asks for the end of those that are not final. */
  void stop(TrialId trial);
}
