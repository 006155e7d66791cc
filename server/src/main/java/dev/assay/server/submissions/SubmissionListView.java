package dev.assay.server.submissions;

import dev.assay.server.competitions.CompetitionHead;
import dev.assay.server.web.Badge;
import dev.assay.server.web.PageView;
import dev.assay.server.web.Section;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Submissions to a competition, the newest first.
 *
 * @param scoreName the title of the primary column
 * @param decimals of the primary column
 * @param everybody whether an organiser looks at those of all participants
 * @param mayAskForAll whether the reader may do so
 * @param filter what the list is narrowed to
 * @param newestUrl the first page, or null where this is it
 * @param olderUrl the next page, or null on the last one
 */
public record SubmissionListView(
    CompetitionHead competition,
    String scoreName,
    int decimals,
    boolean everybody,
    boolean mayAskForAll,
    Filter filter,
    List<Row> rows,
    @Nullable String newestUrl,
    @Nullable String olderUrl)
    implements PageView {

  /**
   * What a list is narrowed to.
   *
   * @param user a user name; only organisers ask for one
   * @param narrows whether some submissions may be left out
   */
  public record Filter(List<Option> phases, List<Option> states, String user, boolean narrows) {
    public Filter {
      phases = List.copyOf(phases);
      states = List.copyOf(states);
    }
  }

  /** An entry of a choice. */
  public record Option(String value, String label, boolean chosen) {}

  /**
   * A submission.
   *
   * @param why the cause of a failure in a few words, or empty
   * @param onLeaderboard whether this is the one that counts
   * @param mayChoose whether the reader may do something with it and others at once
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
      boolean onLeaderboard,
      boolean isDeleted,
      boolean mayChoose) {}

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
