package dev.assay.server.submissions;

import dev.assay.server.competitions.CompetitionHead;
import dev.assay.server.web.Badge;
import dev.assay.server.web.PageView;
import dev.assay.server.web.Section;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The organiser's desk for what runs: what waits for a word, what failed by the competition's own
 * fault, what is run again, and who was given more time.
 *
 * @param held submissions that wait to be started
 * @param refused the last form, if it was not taken
 */
public record RunsDeskView(
    CompetitionHead competition, List<Held> held, List<PhaseDesk> phases, Refused refused)
    implements PageView {

  /**
   * A form that was not taken; it is shown again as it was filled in.
   *
   * @param phase whose
   * @param form {@code extensions} or {@code pause}
   * @param why what to correct
   * @param typed by field
   */
  public record Refused(long phase, String form, String why, Map<String, String> typed) {
    static final Refused NOTHING = new Refused(0, "", "", Map.of());

    public Refused {
      typed = Map.copyOf(typed);
    }
  }

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

  /** Why a form of a phase was not taken; empty if it was, or was not sent. */
  public String problem(PhaseDesk phase, String form) {
    return refused.phase() == phase.id() && refused.form().equals(form) ? refused.why() : "";
  }

  /** What was typed into a field of such a form. */
  public String typed(PhaseDesk phase, String form, String field) {
    return problem(phase, form).isEmpty() ? "" : refused.typed().getOrDefault(field, "");
  }

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
