package dev.assay.server.competitions.changes;

import dev.assay.bundle.competition.BundleReference;
import dev.assay.bundle.competition.SolutionDefinition;
import dev.assay.bundle.competition.TaskDefinition;
import dev.assay.bundle.competition.TaskDefinition.ExistingTask;
import dev.assay.bundle.competition.TaskDefinition.NewTask;
import dev.assay.bundle.competition.TaskIndex;
import dev.assay.server.competitions.changes.Change.Area;
import dev.assay.server.competitions.changes.Change.Effect.Weight;
import dev.assay.server.competitions.changes.Change.Kind;
import dev.assay.server.competitions.changes.TwoStates.KnownTask;
import dev.assay.server.competitions.changes.TwoStates.Side;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Compares tasks. What a task is measured with never changes: another program or other data make a
 * new version of it, and the scores of the old one stay what they are.
 */
final class TaskComparison {
  private final TwoStates states;
  private final List<Change> changes;

  private TaskComparison(TwoStates states, List<Change> changes) {
    this.states = states;
    this.changes = changes;
  }

  static void of(TwoStates states, List<Change> changes) {
    var comparison = new TaskComparison(states, changes);
    states.tasks().pairs().forEach(comparison::pair);
    states.tasks().added().forEach(comparison::added);
    states.tasks().removed().forEach(comparison::removed);
  }

  private void pair(TaskDefinition wanted, KnownTask known) {
    switch (wanted) {
      case NewTask made when known.current() instanceof NewTask there ->
          changed(made, known, there);
      case NewTask _ when known.current() != null -> replaced(wanted, known);
      case ExistingTask _ when known.current() != null -> {}
      default -> {
        var fields = new Fields();
        fields.effect(
            Weight.NOTE, "It was part of the competition before; its scores count again.");
        changes.add(fields.as(Kind.ADDED, Area.TASK, states.name(wanted)));
      }
    }
  }

  private void replaced(TaskDefinition wanted, KnownTask known) {
    var fields = new Fields();
    fields.compare("Task", known.name() + " (borrowed)", states.name(wanted));
    fields.effect(
        Weight.WARNING,
        "A task of this competition's own takes the place of a borrowed one, without its scores.");
    fields.changed(Area.TASK, states.name(wanted)).ifPresent(changes::add);
  }

  private void changed(NewTask wanted, KnownTask known, NewTask there) {
    var fields = new Fields();
    fields.compare("Name", there.name(), wanted.name());
    fields.compare("Description", there.description(), wanted.description());
    var measuresOtherwise = part(fields, "Scoring program", scoring(there), scoring(wanted));
    measuresOtherwise |=
        part(
            fields,
            "Ingestion program",
            there.files().ingestionProgram(),
            wanted.files().ingestionProgram());
    measuresOtherwise |=
        part(fields, "Input data", there.files().inputData(), wanted.files().inputData());
    measuresOtherwise |=
        part(
            fields,
            "Reference data",
            there.files().referenceData(),
            wanted.files().referenceData());
    measuresOtherwise |= flags(fields, there, wanted);
    var before = there.extras();
    var after = wanted.extras();
    fields.compare("Graphics processors", before.gpus(), after.gpus());
    fields.compare("Memory in GiB", before.memoryGb(), after.memoryGb());
    if (!states.usage().shared().contains(known.key())) {
      fields.compare("Everybody may use it", before.isPublic(), after.isPublic());
    }
    if (measuresOtherwise) {
      newVersion(fields, known);
    }
    if (!fields.isEmpty() && states.usage().shared().contains(known.key())) {
      fields.effect(
          Weight.WARNING,
          "Another competition uses this task, or somebody else owns it: this competition gets a"
              + " copy, without the scores of the old one.");
    }
    fields.changed(Area.TASK, wanted.name()).ifPresent(changes::add);
    solutions(wanted, known, there);
  }

  private static BundleReference scoring(NewTask task) {
    return task.files().scoringProgram();
  }

  private static boolean flags(Fields fields, NewTask there, NewTask wanted) {
    var differs =
        fields.compare(
            "Ingestion during scoring",
            there.ingestionOnlyDuringScoring(),
            wanted.ingestionOnlyDuringScoring());
    differs |=
        fields.compare(
            "Shares the output folder",
            there.opening().shareOutput(),
            wanted.opening().shareOutput());
    differs |=
        fields.compare(
            "Shows the reference data",
            there.opening().showReferenceData(),
            wanted.opening().showReferenceData());
    return differs;
  }

  private boolean part(
      Fields fields,
      String field,
      @Nullable BundleReference before,
      @Nullable BundleReference after) {
    var old = states.before().contents().blob(before);
    var fresh = states.after().contents().blob(after);
    if (Contents.hash(old).equals(Contents.hash(fresh))) {
      return false;
    }
    var isSameName = old != null && fresh != null && old.fileName().equals(fresh.fileName());
    fields.differs(
        field,
        DetailComparison.fileName(old),
        DetailComparison.fileName(fresh) + (isSameName ? " (new content)" : ""));
    return true;
  }

  private void newVersion(Fields fields, KnownTask known) {
    var scored = states.usage().scored(known.key());
    if (scored > 0) {
      fields.effect(
          Weight.INCOMPARABLE,
          Words.scores(scored)
              + " measured with the version before and stay so, beside scores of the new one, until"
              + " the submissions are run again.");
    }
    var underWay = states.usage().underWay(known.key());
    if (underWay > 0) {
      fields.effect(
          Weight.WARNING, Words.underWay(underWay) + " and will finish with the version before.");
    }
  }

  private void added(TaskDefinition wanted) {
    changes.add(new Fields().as(Kind.ADDED, Area.TASK, states.name(wanted)));
  }

  private void removed(KnownTask known) {
    if (known.current() == null) {
      return;
    }
    var fields = new Fields();
    var scored = states.usage().scored(known.key());
    if (scored > 0) {
      fields.effect(
          Weight.WARNING,
          Words.scores(scored) + " made on it: they stay stored and no longer count on the board.");
    }
    changes.add(fields.as(Kind.REMOVED, Area.TASK, known.name()));
  }

  /** What a solution is: two of the same name, words and content are one. */
  private record Solution(String name, String description, String hash) {}

  private void solutions(NewTask wanted, KnownTask known, NewTask there) {
    var before = solutions(states.before(), there.index());
    var after = solutions(states.after(), wanted.index());
    if (before.equals(after)) {
      return;
    }
    var fields = new Fields();
    fields.compare("Solutions", names(before), names(after));
    if (fields.isEmpty()) {
      fields.differs("Solutions", names(before), names(after) + " (new content)");
    }
    var kind = Kind.CHANGED;
    if (states.usage().shared().contains(known.key())) {
      kind = Kind.KEPT;
      fields.effect(
          Weight.WARNING, "The task is not this competition's alone, so its solutions stay.");
    }
    changes.add(fields.as(kind, Area.SOLUTION, wanted.name()));
  }

  private static Set<Solution> solutions(Side side, TaskIndex task) {
    return side.definition().solutions().stream()
        .filter(solution -> solution.tasks().contains(task))
        .map(solution -> solution(side, solution))
        .collect(Collectors.toSet());
  }

  private static Solution solution(Side side, SolutionDefinition solution) {
    var key = Objects.toString(solution.key(), "");
    return new Solution(
        Objects.requireNonNullElse(solution.name(), "Solution"),
        solution.description(),
        solution.path() == null ? key : Contents.hash(side.contents().blob(solution.path())));
  }

  private static String names(Set<Solution> solutions) {
    return solutions.stream().map(Solution::name).sorted().collect(Collectors.joining(", "));
  }
}
