package dev.assay.server.leaderboards;

import dev.assay.server.accounts.Account;
import dev.assay.server.kernel.PhaseId;
import dev.assay.server.kernel.SubmissionId;
import dev.assay.server.leaderboards.Leaderboards.Board;
import java.util.Map;
import java.util.Optional;

/** Boards that are kept nowhere, made by the rules that make the kept ones. */
public interface BoardPreviews {

  /**
   * The same board for programs and for people.
   *
   * @param board its rows are ranked among themselves
   */
  record Preview(Board board, LeaderboardView view) {}

  /**
   * How submissions would stand that were sent in to try a phase; all of them, whatever the rule
   * would choose. Those without a score are left out.
   *
   * @param names what each is called
   * @return empty where the phase is not among its competition's any more, or the reader may not
   *     see it
   */
  Optional<Preview> of(PhaseId phase, Account organiser, Map<SubmissionId, String> names);
}
