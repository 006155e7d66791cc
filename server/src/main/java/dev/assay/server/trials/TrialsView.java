package dev.assay.server.trials;

import dev.assay.server.competitions.CompetitionHead;
import dev.assay.server.web.Badge;
import dev.assay.server.web.PageView;
import dev.assay.server.web.Section;
import java.time.Instant;
import java.util.List;

/**
 * Where a competition is tried, and how it went before.
 *
 * @param solutions what would be sent in, by name
 * @param phases to choose from for a submission of one's own
 * @param problem why nothing was tried, or empty
 */
public record TrialsView(
    CompetitionHead competition,
    List<String> solutions,
    List<PhaseChoice> phases,
    List<Row> trials,
    String problem)
    implements PageView {

  /** A phase to choose. */
  public record PhaseChoice(long id, String name) {}

  /** A trial. */
  public record Row(String url, long id, Instant at, String by, Badge state, String line) {}

  public TrialsView {
    solutions = List.copyOf(solutions);
    phases = List.copyOf(phases);
    trials = List.copyOf(trials);
  }

  @Override
  public String template() {
    return "trials/trials";
  }

  @Override
  public String title() {
    return "Try " + competition.title();
  }

  @Override
  public Section section() {
    return Section.COMPETITIONS;
  }
}
