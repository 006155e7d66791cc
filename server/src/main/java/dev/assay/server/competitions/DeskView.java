package dev.assay.server.competitions;

import dev.assay.server.web.Badge;
import dev.assay.server.web.PageView;
import dev.assay.server.web.Section;
import java.time.Instant;
import java.util.List;

/**
 * The organiser's desk: whether all is well, who sees the competition, and who takes part.
 *
 * @param secretLink opens the competition to whoever has it while it is not published
 */
public record DeskView(
    CompetitionHead competition,
    HealthView health,
    boolean isPublished,
    String secretLink,
    List<Person> pending,
    List<Person> others)
    implements PageView {

  /**
   * Somebody who takes part or asked to.
   *
   * @param note what an organiser should know before deciding, or empty
   */
  public record Person(
      long account,
      String name,
      Badge state,
      String note,
      Instant since,
      boolean mayApprove,
      boolean mayDeny) {}

  public DeskView {
    pending = List.copyOf(pending);
    others = List.copyOf(others);
  }

  @Override
  public String template() {
    return "competitions/desk";
  }

  @Override
  public String title() {
    return "Organise " + competition.title();
  }

  @Override
  public Section section() {
    return Section.COMPETITIONS;
  }
}
