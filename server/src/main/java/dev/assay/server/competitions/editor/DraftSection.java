package dev.assay.server.competitions.editor;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The pages of the editor, in the order in which a competition is thought up. */
enum DraftSection {
  ABOUT(
      "about",
      "About",
      "title",
      "description",
      "competition_type",
      "image",
      "reward",
      "contact_email",
      "report"),
  PAGES("pages", "Pages", "pages"),
  TERMS("terms", "Terms", "terms"),
  TASKS("tasks", "Tasks", "tasks", "solutions"),
  PHASES("phases", "Phases", "phases"),
  LEADERBOARD("leaderboard", "Leaderboard", "leaderboards", "leaderboard"),
  FACT_SHEET("fact-sheet", "Fact sheet", "fact_sheet"),
  PARTICIPATION(
      "participation",
      "Participation",
      "registration_auto_approve",
      "whitelist_emails",
      "collaborators",
      "allow_robot_submissions",
      "can_participants_make_submissions_public",
      "forum_enabled",
      "make_programs_available",
      "make_input_data_available"),
  RUNNING(
      "running",
      "Running",
      "docker_image",
      "queue",
      "auto_run_submissions",
      "enable_detailed_results",
      "show_detailed_results_in_submission_panel",
      "show_detailed_results_in_leaderboard",
      "assay");

  /** What a task of the section {@code assay} says belongs to the task. */
  private static final String OF_TASKS = "assay.tasks";

  private final String slug;
  private final String title;
  private final Set<String> keys;

  DraftSection(String slug, String title, String... keys) {
    this.slug = slug;
    this.title = title;
    this.keys = Set.of(keys);
  }

  String slug() {
    return slug;
  }

  String title() {
    return title;
  }

  /** The top-level keys that the section edits. */
  Set<String> keys() {
    return keys;
  }

  static Optional<DraftSection> named(String slug) {
    return Arrays.stream(values()).filter(section -> section.slug.equals(slug)).findFirst();
  }

  /** The section in which a path of the document is edited. */
  static Optional<DraftSection> of(String path) {
    if (path.startsWith(OF_TASKS)) {
      return Optional.of(TASKS);
    }
    var key = List.of(path.split("[.\\[]", 2)).getFirst();
    return Arrays.stream(values()).filter(section -> section.keys.contains(key)).findFirst();
  }
}
