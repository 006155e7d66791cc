package dev.assay.bundle.writing;

import dev.assay.bundle.competition.BundleReference;
import dev.assay.bundle.competition.BundleReference.BundleFile;
import dev.assay.bundle.competition.BundleReference.BundleFolder;
import dev.assay.bundle.competition.BundleReference.DatasetKey;
import dev.assay.bundle.competition.CompetitionDefinition;
import dev.assay.bundle.competition.CompetitionSettings;
import dev.assay.bundle.competition.Execution;
import dev.assay.bundle.competition.Overview;
import dev.assay.bundle.competition.PageDefinition;
import dev.assay.bundle.competition.People;
import dev.assay.bundle.competition.SolutionDefinition;
import dev.assay.bundle.competition.TaskDefinition;
import dev.assay.bundle.competition.TaskDefinition.ExistingTask;
import dev.assay.bundle.competition.TaskDefinition.NewTask;
import dev.assay.bundle.competition.TaskIndex;
import dev.assay.bundle.yaml.YamlWriter;
import dev.assay.bundle.yaml.YamlWriter.Plain;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The text of {@code competition.yaml}: every setting is written out, in one order, so that two
 * exports can be compared line by line. What only Assay knows stands in sections {@code assay}.
 */
public final class DefinitionYaml {
  private DefinitionYaml() {}

  /** The definition as version 2, to the letter. */
  public static String write(CompetitionDefinition definition) {
    return write(List.of(), definition, false);
  }

  /**
   * The definition as version 2 in a form that Codabench does not refuse: phases that meet are a
   * moment apart, and say so.
   *
   * @param comment lines above it
   */
  static String writeForOthers(List<String> comment, CompetitionDefinition definition) {
    return write(comment, definition, true);
  }

  private static String write(
      List<String> comment, CompetitionDefinition definition, boolean forOthers) {
    Map<String, Object> top = new LinkedHashMap<>();
    top.put("version", 2);
    overview(top, definition.overview());
    execution(top, definition.execution());
    settings(top, definition.settings());
    people(top, definition.people());
    top.put("pages", definition.overview().pages().stream().map(DefinitionYaml::page).toList());
    FactSheetYaml.write(top, definition.overview().factSheet());
    top.put("tasks", definition.tasks().stream().map(DefinitionYaml::task).toList());
    solutions(top, definition.solutions());
    top.put("phases", PhaseYaml.write(definition.phases(), forOthers));
    top.put("leaderboards", BoardYaml.write(definition.leaderboards()));
    Map<String, Object> assay = AssayYaml.write(definition);
    if (!assay.isEmpty()) {
      top.put("assay", assay);
    }
    return YamlWriter.write(comment, top);
  }

  private static void overview(Map<String, Object> top, Overview overview) {
    top.put("title", overview.title());
    putIfAny(top, "description", overview.description());
    top.put("image", overview.image());
    top.put("terms", overview.terms().file());
    if (overview.reward() != null) {
      top.put("reward", overview.reward());
    }
    putIfAny(top, "contact_email", overview.contactEmail());
    putIfAny(top, "report", overview.report());
  }

  private static void execution(Map<String, Object> top, Execution execution) {
    if (!execution.imageIsDefault()) {
      top.put("docker_image", execution.dockerImage());
    }
    if (execution.queue() != null) {
      top.put("queue", execution.queue().toString());
    }
  }

  private static void settings(Map<String, Object> top, CompetitionSettings settings) {
    top.put("competition_type", settings.type().text());
    top.put("registration_auto_approve", settings.registrationAutoApprove());
    if (settings.allowRobotSubmissions()) {
      top.put("allow_robot_submissions", true);
    }
    top.put("enable_detailed_results", settings.detailedResults().enabled());
    top.put(
        "show_detailed_results_in_submission_panel",
        settings.detailedResults().inSubmissionPanel());
    top.put("show_detailed_results_in_leaderboard", settings.detailedResults().inLeaderboard());
    top.put("auto_run_submissions", settings.autoRunSubmissions());
    top.put(
        "can_participants_make_submissions_public",
        settings.canParticipantsMakeSubmissionsPublic());
    top.put("make_programs_available", settings.makeProgramsAvailable());
    top.put("make_input_data_available", settings.makeInputDataAvailable());
    top.put("forum_enabled", settings.forumEnabled());
  }

  private static void people(Map<String, Object> top, People people) {
    if (!people.whitelistEmails().isEmpty()) {
      top.put("whitelist_emails", people.whitelistEmails());
    }
    if (!people.collaborators().isEmpty()) {
      top.put("collaborators", people.collaborators());
    }
  }

  private static Map<String, Object> page(PageDefinition page) {
    Map<String, Object> item = new LinkedHashMap<>();
    item.put("title", page.title());
    item.put("file", page.file());
    return item;
  }

  private static Map<String, Object> task(TaskDefinition task) {
    Map<String, Object> item = new LinkedHashMap<>();
    item.put("index", index(task.index()));
    switch (task) {
      case ExistingTask existing -> item.put("key", existing.key().toString());
      case NewTask made -> {
        item.put("name", made.name());
        putIfAny(item, "description", made.description());
        putIfAny(item, "ingestion_program", path(made.files().ingestionProgram()));
        item.put("scoring_program", text(made.files().scoringProgram()));
        putIfAny(item, "input_data", path(made.files().inputData()));
        putIfAny(item, "reference_data", path(made.files().referenceData()));
        item.put("ingestion_only_during_scoring", made.ingestionOnlyDuringScoring());
        if (made.extras().isPublic()) {
          item.put("is_public", true);
        }
        AssayYaml.putExtras(item, made.extras());
      }
    }
    return item;
  }

  private static void solutions(Map<String, Object> top, List<SolutionDefinition> solutions) {
    List<Map<String, Object>> items = new ArrayList<>();
    for (SolutionDefinition solution : solutions) {
      Map<String, Object> item = new LinkedHashMap<>();
      item.put("index", items.size());
      if (solution.name() != null) {
        item.put("name", solution.name());
      }
      putIfAny(item, "description", solution.description());
      putIfAny(item, "path", path(solution.path()));
      if (solution.path() == null && solution.key() != null) {
        item.put("key", solution.key().toString());
      }
      item.put("tasks", indexes(solution.tasks()));
      items.add(item);
    }
    if (!items.isEmpty()) {
      top.put("solutions", items);
    }
  }

  /** What was written as text stays text: {@code 0} and {@code "0"} are two names. */
  static Object index(TaskIndex index) {
    return index.isText() ? new Plain(YamlWriter.quoted(index.value())) : new Plain(index.value());
  }

  static List<Object> indexes(List<TaskIndex> indexes) {
    return indexes.stream().map(DefinitionYaml::index).toList();
  }

  static @Nullable String path(@Nullable BundleReference reference) {
    return reference == null ? null : text(reference);
  }

  static String text(BundleReference reference) {
    return switch (reference) {
      case BundleFile(var path) -> path;
      case BundleFolder(var path) -> path.isEmpty() ? "." : path;
      case DatasetKey(var key) -> key.toString();
    };
  }

  static void putIfAny(Map<String, Object> item, String key, @Nullable String text) {
    if (text != null && !text.isEmpty()) {
      item.put(key, text);
    }
  }
}
