package dev.assay.bundle.competition;

import dev.assay.bundle.FindingCode;
import dev.assay.bundle.competition.PhaseDefinition.PhaseExtras;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Phases of version 1.5 that hide their results. Version 2 hides leaderboards, not phases, so such
 * phases get one of their own, equal to the first but for that.
 *
 * @param phases all, in their order
 * @param boards all, the hidden one last
 */
record LegacyHiding(List<PhaseDefinition> phases, List<LeaderboardDefinition> boards) {

  static LegacyHiding of(Section top, LegacyPhases read, List<LeaderboardDefinition> boards) {
    List<PhaseDefinition> hiding = read.hiding();
    if (hiding.isEmpty() || boards.isEmpty()) {
      return new LegacyHiding(read.phases(), boards);
    }
    top.report(
        FindingCode.LEG_13,
        "phases",
        "Organisers alone see the results of: %s. Codabench would show them to everybody."
            .formatted(
                hiding.stream().map(PhaseDefinition::name).collect(Collectors.joining(", "))),
        "Show the leaderboard when the results may be known.");
    List<LeaderboardDefinition> all = new ArrayList<>(boards);
    if (hiding.size() == read.phases().size()) {
      all.set(0, hidden(boards.getFirst(), boards.getFirst().key()));
      return new LegacyHiding(read.phases(), all);
    }
    all.add(hidden(boards.getFirst(), "hidden"));
    List<PhaseDefinition> phases =
        read.phases().stream()
            .map(phase -> hiding.contains(phase) ? using(phase, boards.size()) : phase)
            .toList();
    return new LegacyHiding(phases, all);
  }

  private static LeaderboardDefinition hidden(LeaderboardDefinition board, String key) {
    return new LeaderboardDefinition(
        board.title(), key, board.columns(), board.submissionRule(), true, board.primaryIndex());
  }

  private static PhaseDefinition using(PhaseDefinition phase, int leaderboard) {
    return phase.withExtras(new PhaseExtras(null, leaderboard, null, false));
  }
}
