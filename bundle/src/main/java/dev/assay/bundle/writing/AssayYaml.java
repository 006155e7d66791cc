package dev.assay.bundle.writing;

import dev.assay.bundle.competition.CompetitionDefinition;
import dev.assay.bundle.competition.Execution.Network;
import dev.assay.bundle.competition.Execution.SandboxRequest;
import dev.assay.bundle.competition.FileLabel;
import dev.assay.bundle.competition.PhaseDefinition.PhaseExtras;
import dev.assay.bundle.competition.SolutionDefinition;
import dev.assay.bundle.competition.TaskDefinition;
import dev.assay.bundle.competition.TaskDefinition.NewTask;
import dev.assay.bundle.competition.TaskDefinition.TaskExtras;
import dev.assay.bundle.competition.TaskDefinition.TaskOpening;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Writes the section {@code assay}: what other platforms do not have and therefore ignore. */
final class AssayYaml {
  private AssayYaml() {}

  static Map<String, Object> write(CompetitionDefinition definition) {
    Map<String, Object> assay = new LinkedHashMap<>();
    SandboxRequest sandbox = definition.execution().sandbox();
    if (sandbox.network() != Network.NONE) {
      assay.put("network", sandbox.network().name().toLowerCase(Locale.ROOT));
    }
    if (sandbox.writableRoot()) {
      assay.put("writable_root", true);
    }
    DefinitionYaml.putIfAny(assay, "user", sandbox.user());
    if (sandbox.gpus() > 0) {
      assay.put("gpus", sandbox.gpus());
    }
    if (sandbox.memoryGb() > 0) {
      assay.put("memory_gb", sandbox.memoryGb());
    }
    if (definition.overview().terms().content().isBlank()) {
      assay.put("no_terms", true);
    }
    putIfAny(assay, "tasks", openings(definition.tasks()));
    putIfAny(assay, "solutions", solutionKeys(definition.solutions()));
    putIfAny(assay, "files", labels(definition.labels()));
    return assay;
  }

  private static Map<Object, Object> openings(List<TaskDefinition> tasks) {
    Map<Object, Object> openings = new LinkedHashMap<>();
    for (TaskDefinition task : tasks) {
      if (task instanceof NewTask made && !made.opening().equals(TaskOpening.CLOSED)) {
        Map<String, Object> opening = new LinkedHashMap<>();
        opening.put("share_output", made.opening().shareOutput());
        opening.put("show_reference_data", made.opening().showReferenceData());
        openings.put(DefinitionYaml.index(made.index()), opening);
      }
    }
    return openings;
  }

  /**
   * Codabench refuses a key that it does not know even where the file is there, hence beside a path
   * the key stands here.
   */
  private static Map<Object, Object> solutionKeys(List<SolutionDefinition> solutions) {
    Map<Object, Object> keys = new LinkedHashMap<>();
    for (int i = 0; i < solutions.size(); i++) {
      SolutionDefinition solution = solutions.get(i);
      if (solution.path() != null && solution.key() != null) {
        keys.put(i, Map.of("key", solution.key().toString()));
      }
    }
    return keys;
  }

  private static Map<Object, Object> labels(Map<String, FileLabel> labels) {
    Map<Object, Object> files = new LinkedHashMap<>();
    new TreeMap<>(labels)
        .forEach(
            (path, label) -> {
              Map<String, Object> file = new LinkedHashMap<>();
              file.put("name", label.name());
              DefinitionYaml.putIfAny(file, "description", label.description());
              if (label.isPublic()) {
                file.put("is_public", true);
              }
              putKey(file, "key", label.siteKey());
              files.put(path, file);
            });
    return files;
  }

  /** What a task says that Codabench does not know, in a section of its own. */
  static void putExtras(Map<String, Object> item, TaskExtras extras) {
    Map<String, Object> assay = new LinkedHashMap<>();
    putKey(assay, "key", extras.siteKey());
    if (extras.gpus() > 0) {
      assay.put("gpus", extras.gpus());
    }
    if (extras.memoryGb() > 0) {
      assay.put("memory_gb", extras.memoryGb());
    }
    putIfAny(item, "assay", assay);
  }

  /** The same for a phase. */
  static void putExtras(Map<String, Object> item, PhaseExtras extras, boolean meetsNext) {
    Map<String, Object> assay = new LinkedHashMap<>();
    putKey(assay, "key", extras.siteKey());
    if (extras.leaderboard() > 0) {
      assay.put("leaderboard", extras.leaderboard());
    }
    putKey(assay, "queue", extras.queue());
    if (extras.hasBeenMigrated()) {
      assay.put("has_been_migrated", true);
    }
    if (meetsNext) {
      assay.put("meets_next", true);
    }
    putIfAny(item, "assay", assay);
  }

  private static void putKey(Map<String, Object> item, String name, @Nullable UUID key) {
    if (key != null) {
      item.put(name, key.toString());
    }
  }

  private static void putIfAny(Map<String, Object> assay, String key, Map<?, ?> values) {
    if (!values.isEmpty()) {
      assay.put(key, values);
    }
  }
}
