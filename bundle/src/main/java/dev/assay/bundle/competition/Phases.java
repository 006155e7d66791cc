package dev.assay.bundle.competition;

import dev.assay.bundle.FindingCode;
import dev.assay.bundle.competition.PhaseDates.PhaseDate;
import dev.assay.bundle.competition.PhaseDefinition.PhaseExtras;
import dev.assay.bundle.competition.PhaseDefinition.PhaseFiles;
import dev.assay.bundle.competition.PhaseDefinition.PhaseLimits;
import dev.assay.bundle.competition.PhaseDefinition.PhaseOptions;
import dev.assay.bundle.yaml.YamlNode;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the section {@code phases}. */
final class Phases {
  private static final int MAX_NAME = 256;

  private final References references;
  private final TaskNames names;
  private final BoardPositions boards;
  private final @Nullable Duration siteTimeLimit;

  Phases(
      References references,
      TaskNames names,
      BoardPositions boards,
      @Nullable Duration siteTimeLimit) {
    this.references = references;
    this.names = names;
    this.boards = boards;
    this.siteTimeLimit = siteTimeLimit;
  }

  /** A phase before its place among the others is known; a part that could not be read is null. */
  record Draft(
      Section section,
      @Nullable String name,
      String description,
      @Nullable PhaseDate start,
      @Nullable PhaseDate end,
      List<TaskIndex> tasks,
      PhaseLimits limits,
      PhaseOptions options,
      PhaseFiles files,
      PhaseExtras extras) {

    Draft endingAt(@Nullable PhaseDate newEnd) {
      return new Draft(
          section, name, description, start, newEnd, tasks, limits, options, files, extras);
    }
  }

  List<PhaseDefinition> read(Section top) {
    String fix = "Write 'phases:' with a name, a start and tasks for each.";
    YamlNode.Sequence list = top.list("phases", FindingCode.PHA_01, fix);
    if (list == null) {
      return List.of();
    }
    if (list.items().isEmpty()) {
      top.report(FindingCode.PHA_01, "phases", "The list of phases is empty.", fix);
    }
    List<Draft> drafts = new ArrayList<>();
    for (Section section : top.sections("phases", list, FindingCode.PHA_01)) {
      drafts.add(draft(section));
    }
    return PhaseOrder.arrange(drafts);
  }

  private Draft draft(Section section) {
    section.take("index");
    String name = Values.required(section, "name", MAX_NAME, FindingCode.PHA_02);
    String description = Values.orEmpty(section, "description");
    PhaseDate start = start(section);
    PhaseDate end = end(section);
    List<TaskIndex> tasks = tasks(section);
    PhaseExtras extras = OwnSections.ofPhase(section, boards);
    PhaseLimits limits = limits(section, extras.queue() == null ? siteTimeLimit : null);
    PhaseOptions options = options(section);
    var files =
        new PhaseFiles(
            references.part(section, "public_data", false),
            references.part(section, "starting_kit", false));
    section.remark(
        FindingCode.YML_08,
        "has no effect in a bundle.",
        "has_max_submissions",
        "status",
        "is_final_phase",
        "leaderboard");
    section.ignore("solutions");
    section.finish();
    return new Draft(section, name, description, start, end, tasks, limits, options, files, extras);
  }

  private static @Nullable PhaseDate start(Section section) {
    YamlNode value = section.take("start");
    if (value == null || !PhaseDates.isGiven(value)) {
      section.report(
          FindingCode.PHA_03,
          "start",
          "The phase has no start.",
          "Write 'start: \"2026-01-31 12:00:00\"'.");
      return null;
    }
    return PhaseDates.read(section, "start", value).orElse(null);
  }

  private static @Nullable PhaseDate end(Section section) {
    YamlNode value = section.take("end");
    return value == null || !PhaseDates.isGiven(value)
        ? null
        : PhaseDates.read(section, "end", value).orElse(null);
  }

  private List<TaskIndex> tasks(Section section) {
    YamlNode.Sequence list =
        section.list(
            "tasks",
            FindingCode.PHA_05,
            "Write 'tasks: [0]' with the indexes of the phase's tasks.");
    if (list == null) {
      return List.of();
    }
    if (list.items().isEmpty()) {
      section.report(
          section
              .finding(
                  FindingCode.PHA_05,
                  "tasks",
                  "The phase has no task, so no submission can run in it.")
              .as(Values.severity(false))
              .fix("Name at least one task."));
    }
    List<TaskIndex> tasks = names.read(section, list, FindingCode.PHA_06);
    names.markUsedByPhase(tasks);
    return tasks;
  }

  PhaseLimits limits(Section section) {
    return limits(section, siteTimeLimit);
  }

  /**
   * @param longest what the queue of the phase allows a step; null for anything
   */
  private static PhaseLimits limits(Section section, @Nullable Duration longest) {
    int perDay = limit(section, "max_submissions_per_day", PhaseLimits.DEFAULT_PER_DAY);
    String totalKey = "max_submissions";
    if (section.has("max_submissions_per_person")) {
      section.report(
          FindingCode.PHA_17,
          "max_submissions_per_person",
          section.has(totalKey)
              ? "'max_submissions_per_person' is ignored beside 'max_submissions'."
              : "'max_submissions_per_person' is taken as 'max_submissions'; Codabench ignores it.",
          "Write 'max_submissions'.");
    }
    section.ignore("max_submissions_per_person");
    boolean useOther = !section.has(totalKey) && section.has("max_submissions_per_person");
    int total =
        limit(
            section, useOther ? "max_submissions_per_person" : totalKey, PhaseLimits.DEFAULT_TOTAL);
    section.ignore(totalKey);
    return new PhaseLimits(perDay, total, executionTime(section, longest));
  }

  /** Null and 0 both mean "no limit". */
  private static int limit(Section section, String key, int defaultValue) {
    YamlNode value = section.take(key);
    if (value == null) {
      return defaultValue;
    }
    return value instanceof YamlNode.Null
        ? 0
        : Values.whole(section, key, value, 0, FindingCode.PHA_16).orElse(defaultValue);
  }

  private static Duration executionTime(Section section, @Nullable Duration longest) {
    int seconds = limit(section, "execution_time_limit", 0);
    YamlNode written = section.takeUnlessNull("execution_time_limit");
    BigDecimal number = written == null ? null : Values.wholeValue(written);
    if (number != null && number.signum() == 0) {
      section.report(
          FindingCode.PHA_22,
          "execution_time_limit",
          "A time limit of zero means the default, %d s."
              .formatted(PhaseLimits.DEFAULT_EXECUTION_TIME.toSeconds()),
          "Write the seconds that each step may take.");
    }
    Duration limit =
        seconds == 0 ? PhaseLimits.DEFAULT_EXECUTION_TIME : Duration.ofSeconds(seconds);
    if (longest != null && limit.compareTo(longest) > 0) {
      section.report(
          FindingCode.PHA_15,
          "execution_time_limit",
          "The limit of %d s is above the site's; %d s count."
              .formatted(limit.toSeconds(), longest.toSeconds()),
          "Write at most " + longest.toSeconds() + ", or use a queue of your own.");
    }
    return limit;
  }

  private static PhaseOptions options(Section section) {
    boolean onlyResults = Values.bool(section, "accepts_only_result_submissions", false);
    if (onlyResults) {
      section.report(
          FindingCode.PHA_19,
          "accepts_only_result_submissions",
          "Participants see here that only results are accepted; Codabench does not know the key.",
          "Nothing; the bundle can be used in both.");
    }
    return new PhaseOptions(
        Values.bool(section, "auto_migrate_to_this_phase", false),
        onlyResults,
        Values.bool(section, "hide_output", false),
        Values.bool(section, "hide_prediction_output", false),
        Values.bool(section, "hide_score_output", false));
  }
}
