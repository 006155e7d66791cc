package dev.assay.server.trials;

import dev.assay.server.competitions.CompetitionHead;
import dev.assay.server.web.PageView;
import dev.assay.server.web.Section;
import java.time.Instant;

/**
 * The page of one trial.
 *
 * @param by who asked
 */
public record TrialView(CompetitionHead competition, String by, Instant at, TrialStateView state)
    implements PageView {

  @Override
  public String template() {
    return "trials/trial";
  }

  @Override
  public String title() {
    return "A try of " + competition.title();
  }

  @Override
  public Section section() {
    return Section.COMPETITIONS;
  }
}
