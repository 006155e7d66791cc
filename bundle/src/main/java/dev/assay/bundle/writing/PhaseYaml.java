package dev.assay.bundle.writing;

import dev.assay.bundle.competition.PhaseDefinition;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Writes one phase. */
final class PhaseYaml {
  private PhaseYaml() {}

  static List<Object> write(List<PhaseDefinition> phases, boolean forOthers) {
    List<Object> items = new ArrayList<>();
    for (int i = 0; i < phases.size(); i++) {
      Instant end = phases.get(i).period().end();
      boolean meetsNext =
          forOthers && i + 1 < phases.size() && phases.get(i + 1).period().start().equals(end);
      items.add(write(phases.get(i), meetsNext));
    }
    return items;
  }

  private static Map<String, Object> write(PhaseDefinition phase, boolean meetsNext) {
    Map<String, Object> item = new LinkedHashMap<>();
    item.put("index", phase.index());
    item.put("name", phase.name());
    DefinitionYaml.putIfAny(item, "description", phase.description());
    // A text with digits, hence in quotes: unquoted, Codabench would drop the time of day.
    item.put("start", phase.period().start().toString());
    Instant end = phase.period().end();
    if (end != null) {
      // Codabench refuses phases that meet.
      item.put("end", (meetsNext ? end.minus(PhaseDefinition.MOMENT) : end).toString());
    }
    item.put("tasks", DefinitionYaml.indexes(phase.tasks()));
    // 0 means "no limit" and has to be written: without the key there would be one.
    item.put("max_submissions_per_day", phase.limits().perDay());
    item.put("max_submissions", phase.limits().total());
    item.put("execution_time_limit", phase.limits().executionTime().toSeconds());
    options(item, phase.options());
    DefinitionYaml.putIfAny(item, "public_data", DefinitionYaml.path(phase.files().publicData()));
    DefinitionYaml.putIfAny(item, "starting_kit", DefinitionYaml.path(phase.files().startingKit()));
    AssayYaml.putExtras(item, phase.extras(), meetsNext);
    return item;
  }

  private static void options(Map<String, Object> item, PhaseDefinition.PhaseOptions options) {
    item.put("auto_migrate_to_this_phase", options.autoMigrateToThisPhase());
    if (options.acceptsOnlyResultSubmissions()) {
      item.put("accepts_only_result_submissions", true);
    }
    item.put("hide_output", options.hideOutput());
    item.put("hide_prediction_output", options.hidePredictionOutput());
    item.put("hide_score_output", options.hideScoreOutput());
  }
}
