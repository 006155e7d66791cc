package dev.assay.server.competitions.changes;

import dev.assay.bundle.competition.CompetitionDefinition;
import dev.assay.bundle.competition.PhaseDefinition;
import dev.assay.bundle.competition.TaskDefinition;
import dev.assay.bundle.competition.TaskDefinition.ExistingTask;
import dev.assay.bundle.competition.TaskDefinition.NewTask;
import dev.assay.bundle.competition.TaskIndex;
import dev.assay.server.competitions.changes.Matching.Rule;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A competition as it is and as it is wanted, and which task and phase of the one is which of the
 * other: by the key of this site, else by name, else by index.
 *
 * @param tasks those that a phase uses; what no phase uses is no part of a competition
 */
record TwoStates(
    Side before,
    Side after,
    Usage usage,
    Matching<TaskDefinition, KnownTask> tasks,
    Matching<PhaseDefinition, KnownPhase> phases) {

  /** One of the two with its files. */
  record Side(CompetitionDefinition definition, Contents contents) {}

  /**
   * A task that the site has.
   *
   * @param current null for a task that was part of the competition in a former version
   */
  record KnownTask(UUID key, String name, @Nullable TaskDefinition current) {}

  /**
   * A phase that the site has.
   *
   * @param shown null for a phase that was taken out and is hidden since
   */
  record KnownPhase(UUID key, String name, @Nullable PhaseDefinition shown) {}

  static TwoStates of(Side before, Side after, Usage usage) {
    return new TwoStates(
        before, after, usage, tasks(before, after, usage), phases(before, after, usage));
  }

  private static Matching<TaskDefinition, KnownTask> tasks(Side before, Side after, Usage usage) {
    var known = new ArrayList<KnownTask>();
    for (var task : before.definition().tasks()) {
      var key = Objects.requireNonNull(key(task), "key of a task of this site");
      known.add(new KnownTask(key, usage.taskNames().getOrDefault(key, ""), task));
    }
    usage.formerTasks().forEach(key -> known.add(new KnownTask(key, "", null)));
    return Matching.of(
        used(after.definition()),
        known,
        List.of(
            new Rule<>(TwoStates::key, KnownTask::key),
            new Rule<>(task -> task instanceof NewTask made ? made.name() : null, KnownTask::name),
            new Rule<>(
                task -> task instanceof NewTask made ? made.index().value() : null,
                task -> task.current() == null ? null : task.current().index().value())));
  }

  private static @Nullable UUID key(TaskDefinition task) {
    return switch (task) {
      case ExistingTask(_, var key) -> key;
      case NewTask made -> made.siteKey();
    };
  }

  private static List<TaskDefinition> used(CompetitionDefinition definition) {
    Set<TaskIndex> used = new HashSet<>();
    definition.phases().forEach(phase -> used.addAll(phase.tasks()));
    return definition.tasks().stream().filter(task -> used.contains(task.index())).toList();
  }

  private static Matching<PhaseDefinition, KnownPhase> phases(
      Side before, Side after, Usage usage) {
    var known =
        new ArrayList<>(
            before.definition().phases().stream()
                .map(
                    phase ->
                        new KnownPhase(
                            Objects.requireNonNull(phase.siteKey()), phase.name(), phase))
                .toList());
    usage.hiddenPhases().forEach((key, name) -> known.add(new KnownPhase(key, name, null)));
    return Matching.of(
        after.definition().phases(),
        known,
        List.of(
            new Rule<>(PhaseDefinition::siteKey, KnownPhase::key),
            new Rule<>(PhaseDefinition::name, KnownPhase::name),
            new Rule<>(
                PhaseDefinition::index,
                phase -> phase.shown() == null ? null : phase.shown().index())));
  }

  /** Names of the tasks there are, by their index. */
  Map<TaskIndex, String> namesBefore() {
    var names = new HashMap<TaskIndex, String>();
    tasks.kept().forEach(task -> put(names, task));
    tasks.removed().forEach(task -> put(names, task));
    return names;
  }

  private static void put(Map<TaskIndex, String> names, KnownTask task) {
    if (task.current() != null) {
      names.put(task.current().index(), task.name());
    }
  }

  /** Names of the tasks wanted, by their index. */
  Map<TaskIndex, String> namesAfter() {
    var names = new HashMap<TaskIndex, String>();
    after.definition().tasks().forEach(task -> names.put(task.index(), name(task)));
    return names;
  }

  /** What people call a task that is wanted. */
  String name(TaskDefinition task) {
    return switch (task) {
      case NewTask made -> made.name();
      case ExistingTask existing -> {
        var known = tasks.pairs().get(existing);
        yield known == null || known.name().isEmpty()
            ? "the task with the key " + existing.key()
            : known.name();
      }
    };
  }
}
