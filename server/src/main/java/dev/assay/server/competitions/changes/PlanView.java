package dev.assay.server.competitions.changes;

import dev.assay.server.competitions.CompetitionHead;
import dev.assay.server.web.PageView;
import dev.assay.server.web.Section;
import java.time.Instant;

/**
 * The page of a plan.
 *
 * @param note such as the name of the uploaded file
 */
public record PlanView(
    CompetitionHead competition, String note, Instant madeAt, PlanStateView state)
    implements PageView {

  @Override
  public String template() {
    return "changes/plan";
  }

  @Override
  public String title() {
    return "Change " + competition.title();
  }

  @Override
  public Section section() {
    return Section.COMPETITIONS;
  }
}
