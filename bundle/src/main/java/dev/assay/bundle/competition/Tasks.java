package dev.assay.bundle.competition;

import dev.assay.bundle.FindingCode;
import dev.assay.bundle.competition.TaskDefinition.ExistingTask;
import dev.assay.bundle.competition.TaskDefinition.NewTask;
import dev.assay.bundle.competition.TaskDefinition.TaskExtras;
import dev.assay.bundle.competition.TaskDefinition.TaskFiles;
import dev.assay.bundle.yaml.YamlNode;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads the section {@code tasks}. */
final class Tasks {
  private static final int MAX_NAME = 256;
  private static final String[] FIELDS = {
    "name",
    "description",
    "scoring_program",
    "ingestion_program",
    "input_data",
    "reference_data",
    "ingestion_only_during_scoring",
    "is_public",
    "assay"
  };

  private final References references;
  private final TaskNames names;
  private final AssaySection assay;

  Tasks(References references, TaskNames names, AssaySection assay) {
    this.references = references;
    this.names = names;
    this.assay = assay;
  }

  /** A task with the section it was read from, for what can only be said later. */
  record ReadTask(Section section, TaskDefinition definition) {}

  List<ReadTask> read(Section top) {
    List<ReadTask> tasks = new ArrayList<>();
    YamlNode.Sequence list =
        top.list(
            "tasks",
            FindingCode.TSK_01,
            "Write 'tasks:' with an index, a name and a scoring_program for each.");
    if (list == null) {
      return tasks;
    }
    if (list.items().isEmpty()) {
      top.report(
          top.finding(FindingCode.TSK_01, "tasks", "The list of tasks is empty; nobody can submit.")
              .as(Values.severity(false))
              .fix("Add a task."));
    }
    for (Section section : top.sections("tasks", list, FindingCode.TSK_02)) {
      TaskDefinition task = task(section);
      if (task != null) {
        tasks.add(new ReadTask(section, task));
      }
    }
    return tasks;
  }

  private @Nullable TaskDefinition task(Section section) {
    TaskIndex index = index(section);
    YamlNode key = section.takeUnlessNull("key");
    if (key != null) {
      return existing(section, index, key);
    }
    String name = Values.required(section, "name", MAX_NAME, FindingCode.TSK_05);
    String description = Values.orEmpty(section, "description");
    BundleReference scoring = references.part(section, "scoring_program", true);
    if (!section.has("scoring_program")) {
      section.report(
          FindingCode.TSK_04,
          "scoring_program",
          "The task has no scoring program.",
          "Write 'scoring_program:' with a zip or folder.");
    }
    BundleReference ingestion = references.part(section, "ingestion_program", false);
    BundleReference input = references.part(section, "input_data", false);
    BundleReference reference = references.part(section, "reference_data", false);
    boolean duringScoring =
        ingestionOnlyDuringScoring(section, "ingestion_only_during_scoring", ingestion);
    TaskExtras extras = OwnSections.ofTask(section);
    section.finish();
    if (index == null || name == null || scoring == null) {
      return null;
    }
    var files = new TaskFiles(scoring, ingestion, input, reference);
    return new NewTask(
        index, name, description, files, duringScoring, assay.opening(index), extras);
  }

  /** Reads the switch and says so where there is nothing to run. */
  static boolean ingestionOnlyDuringScoring(
      Section section, String key, @Nullable BundleReference ingestion) {
    boolean duringScoring = Values.bool(section, key, false);
    if (duringScoring && ingestion == null) {
      section.report(
          FindingCode.TSK_09,
          key,
          "Ingestion is to run during scoring, but the task has no ingestion program.",
          "Add 'ingestion_program:', or remove the key.");
    }
    return duringScoring;
  }

  private @Nullable TaskIndex index(Section section) {
    YamlNode value = section.take("index");
    TaskIndex index = value == null ? null : TaskNames.index(value);
    if (index == null) {
      section.report(
          FindingCode.TSK_02,
          "index",
          "The task has no index.",
          "Write 'index: 0' or another number that no other task has.");
      return null;
    }
    if (!names.add(index)) {
      section.report(
          FindingCode.TSK_03,
          "index",
          "Another task has the index " + index + " too.",
          "Give each task an index of its own.");
    }
    return index;
  }

  private static @Nullable TaskDefinition existing(
      Section section, @Nullable TaskIndex index, YamlNode key) {
    section.ignore(FIELDS);
    boolean hasMore = false;
    for (String field : FIELDS) {
      hasMore |= section.has(field);
    }
    if (hasMore) {
      section.report(
          FindingCode.TSK_07,
          "key",
          "With a key the task of the site is taken as it is; the other fields are ignored.",
          "Remove 'key' to make a new task from the bundle.");
    }
    section.finish();
    UUID uuid = Values.uuid(key);
    if (uuid == null) {
      section.report(
          FindingCode.TSK_06,
          "key",
          "The key of a task is no UUID: " + Values.describe(key) + ".",
          "Copy the key from the task's page.");
    }
    return index == null || uuid == null ? null : new ExistingTask(index, uuid);
  }
}
