package dev.assay.server.competitions;

import dev.assay.server.web.PageView;
import dev.assay.server.web.Section;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the phases of a competition measure with, for its organisers. */
public record PhaseTasksView(CompetitionHead competition, List<Row> rows) implements PageView {

  /**
   * A task of a phase.
   *
   * @param url of the task; null where the reader may not open it
   * @param actionUrl where the choice of a version is posted
   * @param otherwise how many submissions have a score by another version
   */
  public record Row(
      String phase,
      String task,
      @Nullable String url,
      int used,
      Instant usedSince,
      int newest,
      boolean follows,
      int otherwise,
      String actionUrl) {}

  public PhaseTasksView {
    rows = List.copyOf(rows);
  }

  @Override
  public String template() {
    return "competitions/phase-tasks";
  }

  @Override
  public String title() {
    return "Tasks of " + competition.title();
  }

  @Override
  public Section section() {
    return Section.COMPETITIONS;
  }
}
