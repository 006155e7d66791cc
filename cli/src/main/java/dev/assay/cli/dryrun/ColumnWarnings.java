package dev.assay.cli.dryrun;

import dev.assay.bundle.Finding;
import dev.assay.bundle.competition.ColumnDefinition;
import dev.assay.bundle.competition.LeaderboardDefinition;
import dev.assay.bundle.scores.ScoreColumns;
import dev.assay.bundle.scores.ScoresFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Scores that no column shows, and columns that get no score: a site would say the same. */
final class ColumnWarnings {
  private ColumnWarnings() {}

  static List<String> of(LeaderboardDefinition leaderboard, Path scoringOutput) throws IOException {
    var columns =
        new ScoreColumns(
            keys(leaderboard, column -> column.computation() == null),
            keys(leaderboard, column -> column.computation() != null));
    return ScoresFile.read(scoringOutput, columns).findings().stream()
        .filter(
            finding ->
                switch (finding.code()) {
                  case RUN_05, RUN_06 -> true;
                  default -> false;
                })
        .map(Finding::message)
        .toList();
  }

  private static Set<String> keys(
      LeaderboardDefinition leaderboard, Predicate<ColumnDefinition> which) {
    return leaderboard.columns().stream()
        .filter(which)
        .map(ColumnDefinition::key)
        .collect(Collectors.toUnmodifiableSet());
  }
}
