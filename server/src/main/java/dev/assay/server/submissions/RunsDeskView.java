package dev.assay.server.submissions;

import dev.assay.server.competitions.CompetitionHead;
import dev.assay.server.web.Badge;
import dev.assay.server.web.PageView;
import dev.assay.server.web.Section;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The organiser's desk for what runs: what waits for a word, what failed by the competition's own
 * fault, what is run again, and who was given more time.
 *
 * @param held submissions that wait to be started
 * @param problem why the last form was not taken, or empty
 */
public record RunsDeskView(
    CompetitionHead competition, List<Held> held, List<PhaseDesk> phases, String problem)
    implements PageView {

  /** A submission that waits for the organiser. */
  public record Held(long id, String participant, String phase, Instant receivedAt) {}

  /**
   * One phase.
   *
   * @param pause null while its scoring goes on
   * @param hasEnd whether it has a deadline to extend
   */
  public record PhaseDesk(
      long id,
      String name,
      @Nullable Pause pause,
      List<Failed> failures,
      List<Again> reruns,
      List<Extended> extensions,
      boolean hasEnd) {

    public PhaseDesk {
      failures = List.copyOf(failures);
      reruns = List.copyOf(reruns);
      extensions = List.copyOf(extensions);
    }
  }

  /** Scoring is held. */
  public record Pause(Instant since, String why, int waiting) {}

  /** A failure that is the organiser's to mend. */
  public record Failed(long submission, String message, Instant at) {}

  /** A re-run or re-score. */
  public record Again(long id, String what, String reason, Badge state, String line, Instant at) {}

  /**
   * More time or more submissions.
   *
   * @param whom a name, or everybody
   */
  public record Extended(String whom, String what, String reason, String by, Instant at) {}

  public RunsDeskView {
    held = List.copyOf(held);
    phases = List.copyOf(phases);
  }

  @Override
  public String template() {
    return "submissions/runs-desk";
  }

  @Override
  public String title() {
    return "Runs of " + competition.title();
  }

  @Override
  public Section section() {
    return Section.COMPETITIONS;
  }
}
