package dev.assay.bundle.writing;

import dev.assay.bundle.competition.PhaseDefinition;
import java.util.LinkedHashMap;
import java.util.Map;

/** Writes one phase. */
final class PhaseYaml {
  private PhaseYaml() {}

  static Map<String, Object> write(PhaseDefinition phase) {
    Map<String, Object> item = new LinkedHashMap<>();
    item.put("index", phase.index());
    item.put("name", phase.name());
    DefinitionYaml.putIfAny(item, "description", phase.description());
    // A text with digits, hence in quotes: unquoted, Codabench would drop the time of day.
    item.put("start", phase.period().start().toString());
    if (phase.period().end() != null) {
      item.put("end", phase.period().end().toString());
    }
    item.put("tasks", DefinitionYaml.indexes(phase.tasks()));
    // 0 means "no limit" and has to be written: without the key there would be one.
    item.put("max_submissions_per_day", phase.limits().perDay());
    item.put("max_submissions", phase.limits().total());
    item.put("execution_time_limit", phase.limits().executionTime().toSeconds());
    options(item, phase.options());
    DefinitionYaml.putIfAny(item, "public_data", DefinitionYaml.path(phase.files().publicData()));
    DefinitionYaml.putIfAny(item, "starting_kit", DefinitionYaml.path(phase.files().startingKit()));
    AssayYaml.putSiteKey(item, phase.siteKey());
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
