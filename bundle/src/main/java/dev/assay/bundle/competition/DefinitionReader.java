package dev.assay.bundle.competition;

import dev.assay.bundle.FindingCode;
import dev.assay.bundle.competition.CompetitionSettings.CompetitionType;
import dev.assay.bundle.competition.CompetitionSettings.DetailedResults;
import dev.assay.bundle.competition.TaskDefinition.NewTask;
import dev.assay.bundle.competition.Tasks.ReadTask;
import dev.assay.bundle.yaml.YamlNode;
import java.io.IOException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads a definition of version 2 from its top to its end. */
final class DefinitionReader {
  private static final int MAX_IMAGE = 128;
  private static final Pattern IMAGE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._:/@+-]*");

  private final Reading reading;
  private final References references;
  private final TaskNames names = new TaskNames();
  private final @Nullable Duration siteTimeLimit;

  DefinitionReader(Reading reading, @Nullable Duration siteTimeLimit) {
    this.reading = reading;
    this.references = new References(reading);
    this.siteTimeLimit = siteTimeLimit;
  }

  /** The competition; null if a part of it could not be read, which is reported. */
  @Nullable CompetitionDefinition read(Section top, String fileName) throws IOException {
    Overview overview = new Presentation(references, reading).read(top);
    AssaySection assay = AssaySection.read(top);
    var execution = new Execution(image(top), !hasImage(top), queue(top), assay.sandbox());
    CompetitionSettings settings = settings(top);
    List<ReadTask> tasks = new Tasks(references, names, assay).read(top);
    List<SolutionDefinition> solutions = new Solutions(references, names).read(top);
    List<PhaseDefinition> phases = new Phases(references, names, siteTimeLimit).read(top);
    List<LeaderboardDefinition> boards = Leaderboards.read(top);
    finish(top, fileName, tasks);
    new PartChecks(reading, closedIngestion(tasks)).check(references.parts());
    if (overview == null || boards.isEmpty()) {
      return null;
    }
    List<TaskDefinition> definitions = tasks.stream().map(ReadTask::definition).toList();
    return new CompetitionDefinition(
        overview, execution, settings, definitions, solutions, phases, boards);
  }

  /** Ingestion programs that run beside the scoring program and may not see the reference data. */
  private static Set<BundleReference> closedIngestion(List<ReadTask> tasks) {
    Set<BundleReference> programs = new HashSet<>();
    for (ReadTask task : tasks) {
      if (task.definition() instanceof NewTask newTask
          && newTask.ingestionOnlyDuringScoring()
          && newTask.files().ingestionProgram() != null
          && !newTask.opening().showReferenceData()) {
        programs.add(newTask.files().ingestionProgram());
      }
    }
    return programs;
  }

  private void finish(Section top, String fileName, List<ReadTask> tasks) {
    for (ReadTask task : tasks) {
      if (!names.isUsedByPhase(task.definition().index())) {
        task.section()
            .report(
                FindingCode.TSK_08,
                "index",
                "No phase uses this task.",
                "Name it in the 'tasks' of a phase, or remove it.");
      }
    }
    top.hasNoEffect(
        FindingCode.CMP_12,
        "cannot be set by a bundle.",
        "published",
        "secret_key",
        "allow_robot_submissions",
        "report",
        "collaborators",
        "whitelist_emails",
        "created_when",
        "is_featured",
        "logo");
    top.finish();
    Set<String> otherwiseUsed = new HashSet<>(Set.of(fileName));
    references.finish(otherwiseUsed);
  }

  private static boolean hasImage(Section top) {
    return top.takeUnlessNull("docker_image") != null;
  }

  private static String image(Section top) {
    YamlNode value = top.take("docker_image");
    if (value == null) {
      return Execution.DEFAULT_IMAGE;
    }
    if (value instanceof YamlNode.Null) {
      top.report(
          FindingCode.CMP_11,
          "docker_image",
          "'docker_image' is empty; the default is used: " + Execution.DEFAULT_IMAGE + ".",
          "Remove the key, or name an image.");
      return Execution.DEFAULT_IMAGE;
    }
    String image = Values.required(top, "docker_image", MAX_IMAGE, FindingCode.CMP_05);
    if (image != null && !IMAGE.matcher(image).matches()) {
      top.report(
          FindingCode.CMP_05,
          "docker_image",
          "'" + image + "' cannot be the name of an image.",
          "Write it as 'docker pull' takes it, such as python:3.11.");
    }
    return image == null ? Execution.DEFAULT_IMAGE : image;
  }

  private static @Nullable UUID queue(Section top) {
    String queue = Values.optional(top, "queue", MAX_IMAGE);
    if (queue == null || queue.isEmpty()) {
      return null;
    }
    UUID uuid = Values.uuid(queue);
    if (uuid == null) {
      top.report(
          FindingCode.CMP_09,
          "queue",
          "'" + queue + "' is no key of a queue.",
          "Copy the key from the page of your queue, or remove the line.");
    }
    return uuid;
  }

  private static CompetitionSettings settings(Section top) {
    var detailed =
        new DetailedResults(
            Values.bool(top, "enable_detailed_results", false),
            Values.bool(top, "show_detailed_results_in_submission_panel", true),
            Values.bool(top, "show_detailed_results_in_leaderboard", true));
    CompetitionType type =
        Values.choice(
            top,
            "competition_type",
            CompetitionType.COMPETITION,
            CompetitionType.values(),
            CompetitionType::text,
            FindingCode.CMP_07);
    return new CompetitionSettings(
        type,
        Values.bool(top, "registration_auto_approve", false),
        detailed,
        Values.bool(top, "auto_run_submissions", true),
        Values.bool(top, "can_participants_make_submissions_public", true),
        Values.bool(top, "make_programs_available", false),
        Values.bool(top, "make_input_data_available", false),
        Values.bool(top, "forum_enabled", true));
  }
}
