package dev.assay.server.submissions;

import dev.assay.server.competitions.BoardOffers.Offer;
import dev.assay.server.web.Badge;
import dev.assay.server.web.FragmentView;
import dev.assay.server.web.Step;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All of a submission that changes, but for its log: polled at {@code /submissions/{id}/state}
 * until it is final, and sent as {@code state} on the log's stream.
 *
 * @param line one sentence, such as "Running the prediction on worker lab-3"
 * @param why whose turn it is, for what, and until when; may be empty
 * @param since when what the line says began; the page counts on from there
 * @param mayCancel whether the reader is offered to stop it
 * @param board how it stands towards the leaderboard, or null
 * @param imageNote which image ran, and which stands in for which, or empty
 */
public record SubmissionStateView(
    long id,
    Badge state,
    String line,
    String why,
    @Nullable Instant since,
    List<Step> steps,
    boolean isFinal,
    boolean mayCancel,
    String imageNote,
    List<Score> scores,
    @Nullable FailureView failure,
    List<StoredFile> files,
    @Nullable String detailedResultsUrl,
    @Nullable Offer board)
    implements FragmentView {

  /**
   * A score of this submission.
   *
   * @param primary whether this is the one that ranks
   */
  public record Score(
      String name, @Nullable BigDecimal value, int decimals, boolean primary, String note) {}

  /** Something to download. */
  public record StoredFile(String name, String what, long bytes, String url) {}

  public SubmissionStateView {
    steps = List.copyOf(steps);
    scores = List.copyOf(scores);
    files = List.copyOf(files);
  }

  /** Where this state is polled. */
  public String stateUrl() {
    return "/submissions/" + id + "/state";
  }

  @Override
  public String template() {
    return "submissions/state";
  }
}
