package dev.assay.server.competitions.changes;

import dev.assay.bundle.competition.BundleReference;
import dev.assay.bundle.competition.PhaseDefinition;
import dev.assay.bundle.competition.TaskIndex;
import dev.assay.server.competitions.changes.Change.Area;
import dev.assay.server.competitions.changes.Change.Effect.Weight;
import dev.assay.server.competitions.changes.Change.Kind;
import dev.assay.server.competitions.changes.TwoStates.KnownPhase;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Compares phases. One with submissions is never deleted, only closed and hidden. */
final class PhaseComparison {
  private final TwoStates states;
  private final Instant now;
  private final List<Change> changes;
  private final Map<TaskIndex, String> namesBefore;
  private final Map<TaskIndex, String> namesAfter;

  private PhaseComparison(TwoStates states, Instant now, List<Change> changes) {
    this.states = states;
    this.now = now;
    this.changes = changes;
    this.namesBefore = states.namesBefore();
    this.namesAfter = states.namesAfter();
  }

  static void of(TwoStates states, Instant now, List<Change> changes) {
    var comparison = new PhaseComparison(states, now, changes);
    states.phases().pairs().forEach(comparison::pair);
    states
        .phases()
        .added()
        .forEach(phase -> changes.add(new Fields().as(Kind.ADDED, Area.PHASE, phase.name())));
    states.phases().removed().forEach(comparison::removed);
  }

  private void pair(PhaseDefinition wanted, KnownPhase known) {
    var there = known.shown();
    if (there == null) {
      var fields = new Fields();
      fields.effect(
          Weight.NOTE,
          "It was taken out before; %s of it are shown again."
              .formatted(Words.submissions(states.usage().submissions(known.key()))));
      changes.add(fields.as(Kind.ADDED, Area.PHASE, wanted.name()));
      return;
    }
    var fields = new Fields();
    fields.compare("Name", there.name(), wanted.name());
    if (states.phases().moves(wanted)) {
      fields.compare("Place", there.index() + 1, wanted.index() + 1);
    }
    fields.compare("Description", there.description(), wanted.description());
    period(fields, there, wanted);
    limits(fields, there, wanted);
    options(fields, there, wanted);
    board(fields, there, wanted);
    fields.compare("Queue", there.extras().queue(), wanted.extras().queue());
    file(fields, "Public data", there.files().publicData(), wanted.files().publicData());
    file(fields, "Starting kit", there.files().startingKit(), wanted.files().startingKit());
    tasks(fields, known, there, wanted);
    fields.changed(Area.PHASE, wanted.name()).ifPresent(changes::add);
  }

  private void period(Fields fields, PhaseDefinition there, PhaseDefinition wanted) {
    fields.compare("Start", there.period().start(), wanted.period().start());
    fields.compare("End", there.period().end(), wanted.period().end());
    var wasOpen = isOpen(there);
    if (wasOpen && !isOpen(wanted)) {
      fields.effect(Weight.WARNING, "It is open now and will be closed.");
    } else if (!wasOpen && isOpen(wanted)) {
      fields.effect(Weight.WARNING, "It is closed now and will be open.");
    }
  }

  private boolean isOpen(PhaseDefinition phase) {
    var end = phase.period().end();
    return !now.isBefore(phase.period().start()) && (end == null || now.isBefore(end));
  }

  private static void limits(Fields fields, PhaseDefinition there, PhaseDefinition wanted) {
    fields.compare(
        "Submissions a day", limit(there.limits().perDay()), limit(wanted.limits().perDay()));
    fields.compare(
        "Submissions in all", limit(there.limits().total()), limit(wanted.limits().total()));
    fields.compare(
        "Time for each step",
        there.limits().executionTime().toSeconds() + " s",
        wanted.limits().executionTime().toSeconds() + " s");
  }

  private static String limit(int number) {
    return number == 0 ? "no limit" : Integer.toString(number);
  }

  private static void options(Fields fields, PhaseDefinition there, PhaseDefinition wanted) {
    var before = there.options();
    var after = wanted.options();
    fields.compare(
        "Takes over the submissions before it",
        before.autoMigrateToThisPhase(),
        after.autoMigrateToThisPhase());
    fields.compare(
        "Results only",
        before.acceptsOnlyResultSubmissions(),
        after.acceptsOnlyResultSubmissions());
    fields.compare("Hides output", before.hideOutput(), after.hideOutput());
    fields.compare(
        "Hides prediction output", before.hidePredictionOutput(), after.hidePredictionOutput());
    fields.compare("Hides scoring output", before.hideScoreOutput(), after.hideScoreOutput());
  }

  /** A board that only gets another title is still the same one. */
  private void board(Fields fields, PhaseDefinition there, PhaseDefinition wanted) {
    var before = states.before().definition();
    var after = states.after().definition();
    var ranked = before.leaderboard(there);
    var ranks = after.leaderboard(wanted);
    var matching = BoardComparison.matching(before.leaderboards(), after.leaderboards());
    if (!ranked.equals(matching.pairs().get(ranks))) {
      fields.differs("Leaderboard", ranked.title(), ranks.title());
      fields.effect(Weight.WARNING, "Everybody is ranked anew.");
    }
  }

  private void file(
      Fields fields,
      String field,
      @Nullable BundleReference before,
      @Nullable BundleReference after) {
    var old = states.before().contents().blob(before);
    var fresh = states.after().contents().blob(after);
    if (!Contents.hash(old).equals(Contents.hash(fresh))) {
      fields.differs(field, DetailComparison.fileName(old), DetailComparison.fileName(fresh));
    }
  }

  /** Tasks are compared by what they are, and shown by what they are called. */
  private void tasks(
      Fields fields, KnownPhase known, PhaseDefinition there, PhaseDefinition wanted) {
    var before = new ArrayList<Object>(there.tasks());
    var after = new ArrayList<Object>();
    for (var index : wanted.tasks()) {
      after.add(taskBefore(index));
    }
    if (before.equals(after)) {
      return;
    }
    fields.differs("Tasks", names(there.tasks(), namesBefore), names(wanted.tasks(), namesAfter));
    var submissions = states.usage().submissions(known.key());
    var isMore = !new HashSet<>(before).containsAll(after);
    if (isMore && submissions > 0) {
      fields.effect(
          Weight.INCOMPARABLE,
          Words.submissions(submissions)
              + " have no score on the task that comes; they lack it until they are run again.");
    }
  }

  /** The index that a wanted task has now; what is new stands for itself. */
  private Object taskBefore(TaskIndex wanted) {
    for (var pair : states.tasks().pairs().entrySet()) {
      var current = pair.getValue().current();
      if (pair.getKey().index().equals(wanted) && current != null) {
        return current.index();
      }
    }
    return "new " + wanted;
  }

  private static String names(List<TaskIndex> tasks, Map<TaskIndex, String> names) {
    return String.join(
        ", ", tasks.stream().map(task -> names.getOrDefault(task, task.toString())).toList());
  }

  private void removed(KnownPhase known) {
    if (known.shown() == null) {
      return;
    }
    var submissions = states.usage().submissions(known.key());
    var fields = new Fields();
    if (submissions > 0) {
      fields.effect(
          Weight.WARNING,
          "It has %s, so it is closed and hidden instead of deleted; nothing of them is lost, and it"
                  .formatted(Words.submissions(submissions))
              + " can come back.");
    }
    changes.add(fields.as(Kind.REMOVED, Area.PHASE, known.name()));
  }
}
