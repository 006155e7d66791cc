package dev.assay.server.competitions.changes;

import dev.assay.bundle.competition.ColumnDefinition;
import dev.assay.bundle.competition.LeaderboardDefinition;
import dev.assay.server.competitions.changes.Change.Area;
import dev.assay.server.competitions.changes.Change.Effect.Weight;
import dev.assay.server.competitions.changes.Change.Kind;
import dev.assay.server.competitions.changes.Matching.Rule;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Compares leaderboards and their columns, by their keys and then by their places. */
final class BoardComparison {
  private BoardComparison() {}

  static Matching<LeaderboardDefinition, LeaderboardDefinition> matching(
      List<LeaderboardDefinition> before, List<LeaderboardDefinition> after) {
    return Matching.of(
        after,
        before,
        List.of(
            new Rule<>(LeaderboardDefinition::key, LeaderboardDefinition::key),
            new Rule<>(after::indexOf, before::indexOf)));
  }

  static void of(TwoStates states, List<Change> changes) {
    var before = states.before().definition().leaderboards();
    var after = states.after().definition().leaderboards();
    var matching = matching(before, after);
    matching
        .pairs()
        .forEach(
            (wanted, there) -> {
              var fields = new Fields();
              if (matching.moves(wanted)) {
                fields.compare("Place", before.indexOf(there) + 1, after.indexOf(wanted) + 1);
              }
              board(fields, there, wanted);
              fields.changed(Area.LEADERBOARD, wanted.title()).ifPresent(changes::add);
              columns(there, wanted, changes);
            });
    matching
        .added()
        .forEach(
            board -> changes.add(new Fields().as(Kind.ADDED, Area.LEADERBOARD, board.title())));
    matching
        .removed()
        .forEach(
            board -> changes.add(new Fields().as(Kind.REMOVED, Area.LEADERBOARD, board.title())));
  }

  private static void board(
      Fields fields, LeaderboardDefinition there, LeaderboardDefinition wanted) {
    fields.compare("Title", there.title(), wanted.title());
    fields.compare("Key", there.key(), wanted.key());
    fields.compare("Hidden", there.hidden(), wanted.hidden());
    if (fields.compare("Rule", there.submissionRule().text(), wanted.submissionRule().text())) {
      fields.effect(
          Weight.NOTE, "What stands on the board stays there; the rule holds from now on.");
    }
    var differs = fields.compare("Ranked by", primary(there), primary(wanted));
    if (differs || there.primaryIndex() != wanted.primaryIndex()) {
      if (!differs) {
        fields.compare("Index ranked by", there.primaryIndex(), wanted.primaryIndex());
      } else {
        fields.effect(Weight.WARNING, "Everybody is ranked anew.");
      }
    }
  }

  private static String primary(LeaderboardDefinition board) {
    return board.primaryColumn().map(ColumnDefinition::key).orElse("");
  }

  private static void columns(
      LeaderboardDefinition there, LeaderboardDefinition wanted, List<Change> changes) {
    var matching =
        Matching.of(
            wanted.columns(),
            there.columns(),
            List.of(
                new Rule<ColumnDefinition, ColumnDefinition>(
                    ColumnDefinition::key, ColumnDefinition::key)));
    List<Change> found = new ArrayList<>();
    matching
        .pairs()
        .forEach(
            (column, old) ->
                column(old, column, there)
                    .changed(Area.COLUMN, column.title())
                    .ifPresent(found::add));
    matching
        .added()
        .forEach(column -> found.add(new Fields().as(Kind.ADDED, Area.COLUMN, column.title())));
    for (var column : matching.removed()) {
      var fields = new Fields();
      fields.effect(
          Weight.NOTE, "Scores called '" + column.key() + "' stay stored and come back with it.");
      found.add(fields.as(Kind.REMOVED, Area.COLUMN, column.title()));
    }
    changes.addAll(found);
  }

  private static Fields column(
      ColumnDefinition there, ColumnDefinition wanted, LeaderboardDefinition board) {
    var fields = new Fields();
    fields.compare("Title", there.title(), wanted.title());
    fields.compare("Place", there.index(), wanted.index());
    var ranks = fields.compare("Better is", better(there), better(wanted));
    fields.compare("Decimals", there.precision(), wanted.precision());
    fields.compare("Hidden", there.hidden(), wanted.hidden());
    ranks |= fields.compare("Computed", computation(there), computation(wanted));
    if (ranks && there.index() == board.primaryIndex()) {
      fields.effect(Weight.WARNING, "Everybody is ranked anew.");
    }
    return fields;
  }

  private static String better(ColumnDefinition column) {
    return column.sorting() == ColumnDefinition.Sorting.DESC ? "larger" : "smaller";
  }

  private static String computation(ColumnDefinition column) {
    var computation = column.computation();
    return computation == null
        ? ""
        : computation.operation().text()
            + computation.indexes().stream()
                .map(String::valueOf)
                .collect(Collectors.joining(", ", " of ", ""));
  }
}
