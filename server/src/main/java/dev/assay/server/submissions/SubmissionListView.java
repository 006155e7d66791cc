package dev.assay.server.submissions;

import dev.assay.server.competitions.CompetitionHead;
import dev.assay.server.web.Badge;
import dev.assay.server.web.PageView;
import dev.assay.server.web.Plot;
import dev.assay.server.web.Section;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The reader's submissions to a competition, the newest first.
 *
 * @param scoreName the title of the primary column
 * @param decimals of the primary column
 * @param everybody whether an organiser looks at those of all participants
 * @param plot my best score over time, if there is something to draw
 */
public record SubmissionListView(
    CompetitionHead competition,
    String scoreName,
    int decimals,
    boolean everybody,
    List<Row> rows,
    @Nullable Plot plot)
    implements PageView {

  /**
   * A submission.
   *
   * @param why the cause of a failure in a few words, or empty
   * @param onLeaderboard whether this is the one that counts
   */
  public record Row(
      long id,
      String participant,
      String fileName,
      String phase,
      Instant receivedAt,
      Badge state,
      @Nullable BigDecimal score,
      String why,
      boolean onLeaderboard) {}

  public SubmissionListView {
    rows = List.copyOf(rows);
  }

  @Override
  public String template() {
    return "submissions/list";
  }

  @Override
  public String title() {
    return (everybody ? "Submissions to " : "My submissions to ") + competition.title();
  }

  @Override
  public Section section() {
    return Section.COMPETITIONS;
  }
}
