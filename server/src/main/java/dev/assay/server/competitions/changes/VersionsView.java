package dev.assay.server.competitions.changes;

import dev.assay.server.competitions.CompetitionHead;
import dev.assay.server.web.Finding;
import dev.assay.server.web.PageView;
import dev.assay.server.web.Section;
import java.time.Instant;
import java.util.List;

/**
 * What a competition was, and how to change it.
 *
 * @param maxBytes the largest bundle taken
 * @param problems why the last upload was refused, or empty
 * @param open plans that wait
 * @param versions the newest first; empty for one that was never changed
 */
public record VersionsView(
    CompetitionHead competition,
    long maxBytes,
    List<Finding> problems,
    List<Open> open,
    List<Row> versions)
    implements PageView {

  /** A plan that waits. */
  public record Open(long id, String note, Instant madeAt) {}

  /**
   * A version.
   *
   * @param by who made it, or empty
   * @param mayReturn whether it can be brought back: it is not what the competition is
   */
  public record Row(
      int number,
      String origin,
      String note,
      String by,
      Instant madeAt,
      boolean mayReturn,
      List<ChangeView> changes) {

    public Row {
      changes = List.copyOf(changes);
    }
  }

  public VersionsView {
    problems = List.copyOf(problems);
    open = List.copyOf(open);
    versions = List.copyOf(versions);
  }

  @Override
  public String template() {
    return "changes/versions";
  }

  @Override
  public String title() {
    return "Versions of " + competition.title();
  }

  @Override
  public Section section() {
    return Section.COMPETITIONS;
  }
}
