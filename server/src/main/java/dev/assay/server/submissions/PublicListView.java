package dev.assay.server.submissions;

import dev.assay.server.competitions.CompetitionHead;
import dev.assay.server.web.PageView;
import dev.assay.server.web.Section;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Submissions that everybody may download, the newest first.
 *
 * @param newestUrl the first page, or null where this is it
 * @param olderUrl the next page, or null on the last one
 */
public record PublicListView(
    CompetitionHead competition,
    List<Row> rows,
    @Nullable String newestUrl,
    @Nullable String olderUrl)
    implements PageView {

  /** One of them. */
  public record Row(
      long id, String participant, String phase, String fileName, long bytes, Instant receivedAt) {

    /** Where its file is. */
    public String file() {
      return "/submissions/" + id + "/files/submission";
    }
  }

  public PublicListView {
    rows = List.copyOf(rows);
  }

  @Override
  public String template() {
    return "submissions/public";
  }

  @Override
  public String title() {
    return "Public submissions to " + competition.title();
  }

  @Override
  public Section section() {
    return Section.COMPETITIONS;
  }
}
