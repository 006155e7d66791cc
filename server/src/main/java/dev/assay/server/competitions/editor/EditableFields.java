package dev.assay.server.competitions.editor;

import static dev.assay.server.competitions.editor.FieldKind.FLAG;
import static dev.assay.server.competitions.editor.FieldKind.KEY;
import static dev.assay.server.competitions.editor.FieldKind.LIMIT;
import static dev.assay.server.competitions.editor.FieldKind.LINE;
import static dev.assay.server.competitions.editor.FieldKind.LINES;
import static dev.assay.server.competitions.editor.FieldKind.NAMES;
import static dev.assay.server.competitions.editor.FieldKind.NUMBER;
import static dev.assay.server.competitions.editor.FieldKind.NUMBERS;
import static dev.assay.server.competitions.editor.FieldKind.OPTIONAL;
import static dev.assay.server.competitions.editor.FieldKind.SWITCH;
import static dev.assay.server.competitions.editor.FieldKind.TASKS;
import static dev.assay.server.competitions.editor.FieldKind.TEXT;
import static dev.assay.server.competitions.editor.FieldKind.TIME;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Which places of the document forms may change, and what counts where nothing is written: the
 * defaults of the format.
 */
final class EditableFields {
  private static final Pattern OPENING =
      Pattern.compile("assay\\.tasks\\.[A-Za-z0-9_-]+\\.(share_output|show_reference_data)");
  private static final Rule OFF = new Rule(SWITCH, "false");
  private static final Rule ON = new Rule(SWITCH, "true");
  private static final Map<String, Rule> RULES = rules();

  /** Uploaded parts: shown in forms, changed on pages of their own. */
  private static final Set<String> PARTS =
      Set.of(
          "image",
          "tasks[].scoring_program",
          "tasks[].ingestion_program",
          "tasks[].input_data",
          "tasks[].reference_data",
          "phases[].public_data",
          "phases[].starting_kit",
          "solutions[].path");

  private EditableFields() {}

  /**
   * How a place is edited.
   *
   * @param otherwise what is shown where the document has nothing
   */
  record Rule(FieldKind kind, String otherwise) {

    /** What the form shows. */
    List<String> show(DraftContent content, FieldPath path) {
      if (kind == TEXT) {
        return List.of(content.textAt(path).orElse("").replace("\r\n", "\n"));
      }
      var value = content.document().get(path);
      return value.isEmpty() && !otherwise.isEmpty()
          ? List.of(otherwise)
          : kind.show(value.orElse(null));
    }
  }

  /** How the place of this name is edited; empty if no form may change it. */
  static Optional<Rule> rule(String name) {
    return OPENING.matcher(name).matches()
        ? Optional.of(OFF)
        : Optional.ofNullable(RULES.get(FieldPath.shape(name)));
  }

  /** Whether an uploaded part stands there. */
  static boolean isPart(String name) {
    return PARTS.contains(FieldPath.shape(name));
  }

  private static Map<String, Rule> rules() {
    var rules = new HashMap<String, Rule>();
    all(rules, new Rule(LINE, ""), "title", "pages[].title", "tasks[].name", "phases[].name");
    all(rules, new Rule(LINE, ""), "leaderboards[].title", "leaderboards[].key");
    all(
        rules,
        new Rule(LINE, ""),
        "leaderboards[].columns[].title",
        "leaderboards[].columns[].key");
    all(rules, new Rule(OPTIONAL, ""), "description", "reward", "contact_email", "report");
    all(rules, new Rule(OPTIONAL, ""), "assay.user", "solutions[].name", "solutions[].description");
    all(rules, new Rule(NAMES, ""), "whitelist_emails", "collaborators");
    all(rules, new Rule(NUMBER, ""), "assay.gpus", "assay.memory_gb");
    all(rules, new Rule(NUMBER, ""), "tasks[].assay.gpus", "tasks[].assay.memory_gb");
    rules.put("phases[].assay.leaderboard", new Rule(NUMBER, "0"));
    rules.put("phases[].assay.queue", new Rule(OPTIONAL, ""));
    rules.put("solutions[].tasks", new Rule(TASKS, ""));
    all(rules, new Rule(OPTIONAL, ""), "tasks[].description", "phases[].description", "queue");
    all(rules, new Rule(OPTIONAL, ""), "docker_image", "leaderboards[].columns[].computation");
    rules.put("competition_type", new Rule(OPTIONAL, "competition"));
    rules.put("assay.network", new Rule(OPTIONAL, "none"));
    rules.put("leaderboards[].submission_rule", new Rule(OPTIONAL, "Add"));
    rules.put("leaderboards[].columns[].sorting", new Rule(OPTIONAL, "desc"));
    all(rules, new Rule(TEXT, ""), "pages[].file", "terms");
    all(rules, new Rule(TIME, ""), "phases[].start", "phases[].end");
    rules.put("phases[].tasks", new Rule(TASKS, ""));
    rules.put("phases[].max_submissions_per_day", new Rule(LIMIT, "5"));
    rules.put("phases[].max_submissions", new Rule(LIMIT, "100"));
    rules.put("phases[].execution_time_limit", new Rule(NUMBER, "600"));
    rules.put("leaderboards[].primary_index", new Rule(NUMBER, "0"));
    rules.put("leaderboards[].columns[].precision", new Rule(NUMBER, "2"));
    rules.put("leaderboards[].columns[].computation_indexes", new Rule(NUMBERS, ""));
    rules.put("fact_sheet[].key", new Rule(KEY, ""));
    rules.put("fact_sheet[].title", new Rule(LINE, ""));
    rules.put("fact_sheet[].type", new Rule(LINE, "text"));
    rules.put("fact_sheet[].selection", new Rule(LINES, ""));
    all(
        rules,
        new Rule(FLAG, "false"),
        "fact_sheet[].is_required",
        "fact_sheet[].is_on_leaderboard");
    all(rules, OFF, "registration_auto_approve", "make_programs_available");
    all(rules, OFF, "allow_robot_submissions", "tasks[].is_public");
    all(rules, OFF, "make_input_data_available", "enable_detailed_results", "assay.writable_root");
    all(rules, OFF, "tasks[].ingestion_only_during_scoring", "phases[].auto_migrate_to_this_phase");
    all(rules, OFF, "phases[].hide_output", "phases[].hide_prediction_output");
    all(rules, OFF, "phases[].hide_score_output", "phases[].accepts_only_result_submissions");
    all(rules, OFF, "leaderboards[].hidden", "leaderboards[].columns[].hidden");
    all(rules, ON, "can_participants_make_submissions_public", "forum_enabled");
    all(rules, ON, "auto_run_submissions", "show_detailed_results_in_submission_panel");
    all(rules, ON, "show_detailed_results_in_leaderboard");
    return Map.copyOf(rules);
  }

  private static void all(Map<String, Rule> rules, Rule rule, String... shapes) {
    for (var shape : shapes) {
      rules.put(shape, rule);
    }
  }
}
