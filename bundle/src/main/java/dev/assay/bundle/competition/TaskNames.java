package dev.assay.bundle.competition;

import dev.assay.bundle.FindingCode;
import dev.assay.bundle.yaml.YamlNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The indexes of a bundle's tasks, by which phases and solutions name them. */
final class TaskNames {
  private final Set<TaskIndex> known = new LinkedHashSet<>();
  private final Set<TaskIndex> usedByPhases = new LinkedHashSet<>();

  /** Adds the index of a task; false if another task has it. */
  boolean add(TaskIndex index) {
    return known.add(index);
  }

  /**
   * The index a value stands for; null if it is no single value. As in Codabench 1, 1.0 and true
   * are the same.
   */
  static @Nullable TaskIndex index(YamlNode value) {
    return switch (value) {
      case YamlNode.Int(_, _, var number, _) -> new TaskIndex(number.toString(), false);
      case YamlNode.Text(_, var raw) -> new TaskIndex(raw, true);
      case YamlNode.Bool(_, _, var flag) -> new TaskIndex(flag ? "1" : "0", false);
      case YamlNode.Real real when Values.wholeValue(real) instanceof BigDecimal number ->
          new TaskIndex(number.toBigInteger().toString(), false);
      case YamlNode.Null _, YamlNode.Mapping _, YamlNode.Sequence _ -> null;
      case YamlNode.Scalar other -> new TaskIndex(other.raw(), false);
    };
  }

  /** The tasks a list names, in its order, each once; unknown ones are reported. */
  List<TaskIndex> read(Section section, YamlNode.Sequence list, FindingCode unknown) {
    Set<TaskIndex> indexes = new LinkedHashSet<>();
    for (int i = 0; i < list.items().size(); i++) {
      TaskIndex index =
          known(
              section.reading(),
              list.items().get(i),
              section.path("tasks") + "[" + i + "]",
              unknown);
      if (index != null) {
        indexes.add(index);
      }
    }
    return new ArrayList<>(indexes);
  }

  private @Nullable TaskIndex known(
      Reading reading, YamlNode item, String path, FindingCode unknown) {
    TaskIndex index = index(item);
    if (index != null && known.contains(index)) {
      return index;
    }
    if (index != null) {
      var otherKind = new TaskIndex(index.value(), !index.isText());
      if (known.contains(otherKind)) {
        reading.report(
            FindingCode.TSK_10,
            item,
            path,
            "The task's index is written as " + otherKind + " there and as " + index + " here.",
            "Write it alike in both places.");
        return otherKind;
      }
    }
    String all = known.stream().map(TaskIndex::toString).collect(Collectors.joining(", "));
    reading.report(
        unknown,
        item,
        path,
        index == null
            ? "A task is named by its index, not by " + item.kind() + "."
            : "No task has the index " + index + ".",
        known.isEmpty()
            ? "Add the task to 'tasks'."
            : "Use one of the indexes in 'tasks': " + all + ".");
    return null;
  }

  void markUsedByPhase(List<TaskIndex> indexes) {
    usedByPhases.addAll(indexes);
  }

  boolean isUsedByPhase(TaskIndex index) {
    return usedByPhases.contains(index);
  }
}
