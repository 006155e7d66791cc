package dev.assay.server.competitions;

import dev.assay.server.web.PageView;
import dev.assay.server.web.Prose;
import dev.assay.server.web.Section;

/**
 * The terms to accept before taking part; it posts {@code terms=accepted} to {@code
 * /competitions/{id}/join}.
 *
 * @param autoApprove whether one is let in at once
 * @param error why the last attempt was refused, or empty
 */
public record JoinView(CompetitionHead competition, Prose terms, boolean autoApprove, String error)
    implements PageView {

  @Override
  public String template() {
    return "competitions/join";
  }

  @Override
  public String title() {
    return "Take part in " + competition.title();
  }

  @Override
  public Section section() {
    return Section.COMPETITIONS;
  }
}
