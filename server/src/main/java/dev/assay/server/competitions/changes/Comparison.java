package dev.assay.server.competitions.changes;

import dev.assay.bundle.competition.FactSheetQuestion;
import dev.assay.bundle.competition.PageDefinition;
import dev.assay.server.competitions.changes.Change.Area;
import dev.assay.server.competitions.changes.Change.Effect.Weight;
import dev.assay.server.competitions.changes.Change.Kind;
import dev.assay.server.competitions.changes.Matching.Rule;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Says what differs between a competition as it is and as it is wanted, and what follows. */
final class Comparison {
  private Comparison() {}

  static List<Change> of(TwoStates states, Instant now) {
    var changes = new ArrayList<Change>();
    DetailComparison.of(states).ifPresent(changes::add);
    pages(states, changes);
    questions(states, changes);
    TaskComparison.of(states, changes);
    PhaseComparison.of(states, now, changes);
    BoardComparison.of(states, changes);
    return changes;
  }

  private static void pages(TwoStates states, List<Change> changes) {
    var before = states.before().definition().overview().pages();
    var after = states.after().definition().overview().pages();
    var matching =
        Matching.of(
            after,
            before,
            List.of(
                new Rule<PageDefinition, PageDefinition>(
                    PageDefinition::title, PageDefinition::title),
                new Rule<>(PageDefinition::content, PageDefinition::content),
                new Rule<>(after::indexOf, before::indexOf)));
    matching
        .pairs()
        .forEach(
            (wanted, there) -> {
              var fields = new Fields();
              fields.compare("Title", there.title(), wanted.title());
              if (!there.content().equals(wanted.content())) {
                fields.differs("Text", lines(there.content()), lines(wanted.content()));
              }
              if (matching.moves(wanted)) {
                fields.compare("Place", before.indexOf(there) + 1, after.indexOf(wanted) + 1);
              }
              fields.changed(Area.PAGE, wanted.title()).ifPresent(changes::add);
            });
    matching
        .added()
        .forEach(page -> changes.add(new Fields().as(Kind.ADDED, Area.PAGE, page.title())));
    matching
        .removed()
        .forEach(page -> changes.add(new Fields().as(Kind.REMOVED, Area.PAGE, page.title())));
  }

  static String lines(String text) {
    var count = text.lines().count();
    return count + (count == 1 ? " line" : " lines");
  }

  private static void questions(TwoStates states, List<Change> changes) {
    var matching =
        Matching.of(
            states.after().definition().overview().factSheet(),
            states.before().definition().overview().factSheet(),
            List.of(
                new Rule<FactSheetQuestion, FactSheetQuestion>(
                    FactSheetQuestion::key, FactSheetQuestion::key)));
    matching
        .pairs()
        .forEach(
            (wanted, there) -> {
              var fields = new Fields();
              fields.compare("Question", there.title(), wanted.title());
              fields.compare("Kind", there.kind().text(), wanted.kind().text());
              fields.compare(
                  "Answers",
                  String.join(", ", there.selection()),
                  String.join(", ", wanted.selection()));
              fields.compare("Required", there.required(), wanted.required());
              fields.compare("On the leaderboard", there.onLeaderboard(), wanted.onLeaderboard());
              fields.changed(Area.QUESTION, wanted.key()).ifPresent(changes::add);
            });
    for (var question : matching.added()) {
      var fields = new Fields();
      if (question.required()) {
        fields.effect(Weight.NOTE, "Submissions made so far have no answer to it.");
      }
      changes.add(fields.as(Kind.ADDED, Area.QUESTION, question.key()));
    }
    for (var question : matching.removed()) {
      var fields = new Fields();
      fields.effect(Weight.NOTE, "Answers given so far stay stored.");
      changes.add(fields.as(Kind.REMOVED, Area.QUESTION, question.key()));
    }
    order(states, changes);
  }

  private static void order(TwoStates states, List<Change> changes) {
    var before = keys(states.before().definition().overview().factSheet());
    var after = keys(states.after().definition().overview().factSheet());
    if (!before.equals(after)
        && before.size() == after.size()
        && before.stream().sorted().toList().equals(after.stream().sorted().toList())) {
      var fields = new Fields();
      fields.compare("Order", String.join(", ", before), String.join(", ", after));
      fields.changed(Area.QUESTION, "All questions").ifPresent(changes::add);
    }
  }

  private static List<String> keys(List<FactSheetQuestion> questions) {
    return questions.stream().map(FactSheetQuestion::key).toList();
  }
}
