package dev.assay.bundle.codabench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Tasks and their solutions; phases and solutions name tasks by their index. */
final class TasksSection {
  private static final String[] PARTS = {
    "ingestion_program", "scoring_program", "input_data", "reference_data"
  };

  private final BundleFiles files;
  private final List<Object> indexes = new ArrayList<>();

  TasksSection(BundleFiles files) {
    this.files = files;
  }

  List<Object> tasks(YamlMapping yaml) {
    List<Object> tasks = new ArrayList<>();
    for (YamlMapping task : yaml.mappings("tasks")) {
      Object index = task.get("index");
      if (index == null) {
        throw new Refused("ERROR: No index for task");
      }
      Refused.unless(!indexes.contains(index), "ERROR: Duplicate task indexes. Index: " + index);
      indexes.add(index);
      UUID key = task.uuid("key");
      tasks.add(key == null ? task(task) : Map.of("key", key));
    }
    Refused.unless(!tasks.isEmpty(), "Competitions need a task");
    return tasks;
  }

  private Map<String, Object> task(YamlMapping task) {
    Map<String, Object> stored = new LinkedHashMap<>();
    stored.put("name", task.requiredText("name", 256));
    stored.put("description", task.optionalText("description"));
    for (String part : PARTS) {
      stored.put(part, files.part(task, part));
    }
    Refused.unless(
        stored.get("scoring_program") != null, "ERROR: Task does not have a scoring program");
    stored.put("ingestion_only_during_scoring", task.flag("ingestion_only_during_scoring", false));
    return stored;
  }

  List<Object> solutions(YamlMapping yaml) {
    List<Object> solutions = new ArrayList<>();
    if (yaml.isSet("solutions")) {
      yaml.mappings("solutions").forEach(solution -> solutions.add(solution(solution)));
    }
    return solutions;
  }

  private Map<String, Object> solution(YamlMapping solution) {
    Refused.unless(solution.isSet("index"), "ERROR: No index for solution");
    Map<String, Object> stored = new LinkedHashMap<>();
    stored.put("tasks", named(solution));
    stored.put("name", solution.isSet("name") ? solution.requiredText("name", 256) : null);
    stored.put("description", solution.optionalText("description"));
    UUID key = solution.uuid("key");
    Refused.unless(
        key == null || !solution.has("path"), "Could not find solution with key: " + key);
    stored.put("data", key == null ? files.part(solution, "path") : "key " + key);
    return stored;
  }

  /** The indexes of the tasks that a phase or a solution names; all must be there. */
  List<?> named(YamlMapping owner) {
    List<?> named = owner.list("tasks");
    for (Object index : named) {
      Refused.unless(indexes.contains(index), String.valueOf(index));
    }
    return named;
  }
}
