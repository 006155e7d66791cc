package dev.assay.server.trials;

import dev.assay.server.leaderboards.LeaderboardView;
import dev.assay.server.submissions.FailureView;
import dev.assay.server.web.Badge;
import dev.assay.server.web.Finding;
import dev.assay.server.web.FragmentView;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All of a trial that changes: polled until it is final.
 *
 * @param url of the trial
 * @param line one sentence
 * @param findings what only a run can find
 * @param boards the leaderboard of each phase in which something was scored
 */
public record TrialStateView(
    String url,
    Badge state,
    String line,
    boolean isFinal,
    List<Run> runs,
    List<Finding> findings,
    List<PhaseBoard> boards)
    implements FragmentView {

  /**
   * Something that was sent in.
   *
   * @param failure null unless it failed
   */
  public record Run(
      long submission,
      String name,
      String phase,
      Badge state,
      String line,
      @Nullable FailureView failure) {}

  /** The board that a phase would show. */
  public record PhaseBoard(String phase, LeaderboardView board) {}

  public TrialStateView {
    runs = List.copyOf(runs);
    findings = List.copyOf(findings);
    boards = List.copyOf(boards);
  }

  /** Whether phases are to be told apart. */
  public boolean hasPhases() {
    return runs.stream().map(Run::phase).distinct().count() > 1;
  }

  @Override
  public String template() {
    return "trials/state";
  }
}
