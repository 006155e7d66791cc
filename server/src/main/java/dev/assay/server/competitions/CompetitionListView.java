package dev.assay.server.competitions;

import dev.assay.server.web.Badge;
import dev.assay.server.web.PageView;
import dev.assay.server.web.Section;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All competitions the reader may see.
 *
 * @param query what was searched for, or empty
 * @param mayUpload whether the reader may make a competition
 */
public record CompetitionListView(List<Row> competitions, String query, boolean mayUpload)
    implements PageView {

  /**
   * A competition in the list.
   *
   * @param state such as open, to come, over, draft
   * @param phase the name of the open or the next phase, or empty
   * @param deadline when that phase closes or opens
   * @param deadlineIs what the deadline is, such as "closes" or "opens", or empty
   */
  public record Row(
      long id,
      String title,
      String summary,
      String organiser,
      Badge state,
      String phase,
      @Nullable Instant deadline,
      String deadlineIs,
      int participants,
      int submissions) {}

  public CompetitionListView {
    competitions = List.copyOf(competitions);
  }

  @Override
  public String template() {
    return "competitions/list";
  }

  @Override
  public String title() {
    return "Competitions";
  }

  @Override
  public Section section() {
    return Section.COMPETITIONS;
  }
}
