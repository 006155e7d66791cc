package dev.assay.bundle.competition;

import dev.assay.bundle.FindingCode;
import dev.assay.bundle.yaml.YamlNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads the section {@code solutions}. */
final class Solutions {
  private static final int MAX_NAME = 256;

  private final References references;
  private final TaskNames names;
  private final AssaySection assay;
  private final Set<TaskIndex> indexes = new HashSet<>();

  Solutions(References references, TaskNames names, AssaySection assay) {
    this.references = references;
    this.names = names;
    this.assay = assay;
  }

  List<SolutionDefinition> read(Section top) {
    List<SolutionDefinition> solutions = new ArrayList<>();
    if (top.takeUnlessNull("solutions") == null) {
      return solutions;
    }
    YamlNode.Sequence list =
        top.list("solutions", FindingCode.SOL_01, "Write a list, or remove the key.");
    if (list == null) {
      return solutions;
    }
    for (Section section : top.sections("solutions", list, FindingCode.SOL_01)) {
      SolutionDefinition solution = solution(section);
      if (solution != null) {
        solutions.add(solution);
      }
    }
    return solutions;
  }

  private @Nullable SolutionDefinition solution(Section section) {
    TaskIndex index = index(section);
    YamlNode.Sequence list =
        section.list(
            "tasks",
            FindingCode.SOL_01,
            "Write 'tasks: [0]' with the indexes of the tasks it solves.");
    if (list != null && list.items().isEmpty()) {
      section.report(
          section
              .finding(FindingCode.SOL_01, "tasks", "The solution is of no task; it is left out.")
              .as(Values.severity(false))
              .fix("Write 'tasks: [0]' with the indexes of the tasks it solves."));
    }
    List<TaskIndex> tasks =
        list == null ? List.of() : names.read(section, list, FindingCode.SOL_02);
    String name = Values.optional(section, "name", MAX_NAME);
    String description = Values.orEmpty(section, "description");
    BundleReference path = references.part(section, "path", false);
    UUID written = key(section);
    UUID key = written == null && index != null ? assay.solutionKey(index) : written;
    if (!section.has("path") && !section.has("key")) {
      section.report(
          FindingCode.SOL_03,
          "path",
          "The solution has neither a path nor a key.",
          "Write 'path:' with a zip or folder.");
    }
    section.finish();
    return path == null && key == null
        ? null
        : new SolutionDefinition(name, description, path, key, tasks);
  }

  private @Nullable TaskIndex index(Section section) {
    YamlNode value = section.take("index");
    TaskIndex index = value == null ? null : TaskNames.index(value);
    if (index == null) {
      section.report(
          FindingCode.SOL_01,
          "index",
          "The solution has no index.",
          "Write 'index: 0' or another number.");
    } else if (!indexes.add(index)) {
      section.report(
          FindingCode.SOL_05,
          "index",
          "Another solution has the index " + index + " too.",
          "Give each solution an index of its own.");
    }
    return index;
  }

  private static @Nullable UUID key(Section section) {
    YamlNode value = section.takeUnlessNull("key");
    if (value == null) {
      return null;
    }
    UUID uuid = Values.uuid(value);
    if (uuid == null && !section.has("path")) {
      section.report(
          FindingCode.SOL_03,
          "key",
          "The key of a solution is no UUID: " + Values.describe(value) + ".",
          "Write 'path:' instead.");
    }
    if (uuid == null && section.has("path")) {
      section.report(
          FindingCode.SOL_04, "key", "The key is no UUID; the path is used.", "Remove the key.");
    }
    return uuid;
  }
}
