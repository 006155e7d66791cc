package dev.assay.bundle.competition;

import dev.assay.bundle.FindingCode;
import dev.assay.bundle.competition.LegacyPhaseGroups.Group;
import dev.assay.bundle.competition.PhaseDates.PhaseDate;
import dev.assay.bundle.competition.PhaseDefinition.PhaseExtras;
import dev.assay.bundle.competition.PhaseDefinition.PhaseFiles;
import dev.assay.bundle.competition.PhaseDefinition.PhaseLimits;
import dev.assay.bundle.competition.PhaseDefinition.PhaseOptions;
import dev.assay.bundle.competition.TaskDefinition.NewTask;
import dev.assay.bundle.competition.TaskDefinition.TaskFiles;
import dev.assay.bundle.yaml.YamlNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads the phases of version 1.5: each has its programs and data itself, so each brings a task,
 * and it ends when the next one begins.
 */
final class LegacyPhases {
  private static final String TASK = " Task";
  private static final int MAX_LABEL = 256 - TASK.length();
  private static final String MODE = "leaderboard_management_mode";
  private static final String TIME_LIMIT = "execution_time_limit";

  private final References references;
  private final LegacyKeys keys;
  private final AssaySection assay;
  private final Phases shared;
  private final List<TaskDefinition> tasks = new ArrayList<>();
  private final List<PhaseDefinition> phases = new ArrayList<>();
  private final List<Section> sections = new ArrayList<>();
  private final List<PhaseDefinition> hiding = new ArrayList<>();
  private final Map<PhaseDefinition, Set<String>> hiddenColumns = new HashMap<>();

  private LegacyPhases(References references, LegacyKeys keys, AssaySection assay, Phases shared) {
    this.references = references;
    this.keys = keys;
    this.assay = assay;
    this.shared = shared;
  }

  static LegacyPhases read(
      Section top,
      References references,
      LegacyKeys keys,
      AssaySection assay,
      @Nullable Duration siteTimeLimit) {
    var shared = new Phases(references, new TaskNames(), BoardPositions.onlyOne(), siteTimeLimit);
    var phases = new LegacyPhases(references, keys, assay, shared);
    phases.read(top);
    return phases;
  }

  List<TaskDefinition> tasks() {
    return tasks;
  }

  List<PhaseDefinition> phases() {
    return phases;
  }

  /** Those whose results are not to be shown. */
  List<PhaseDefinition> hiding() {
    return hiding;
  }

  /** The columns that are not to be shown in a phase, by name. */
  Set<String> hiddenColumns(PhaseDefinition phase) {
    return hiddenColumns.getOrDefault(phase, Set.of());
  }

  /** Every phase as it is written, children included. */
  List<Section> sections() {
    return sections;
  }

  private void read(Section top) {
    List<Group> groups = LegacyPhaseGroups.read(top);
    groups.forEach(group -> group.all().forEach(sections::add));
    List<Phases.Draft> drafts = new ArrayList<>();
    for (Group group : groups) {
      drafts.add(draft(group));
    }
    PhaseDate last = end(top);
    for (int i = 0; i < drafts.size(); i++) {
      boolean isLast = i == drafts.size() - 1;
      add(groups.get(i), drafts.get(i), isLast ? last : drafts.get(i + 1).start());
    }
    if (drafts.size() > 1) {
      top.report(
          FindingCode.LEG_11,
          "phases",
          "Each phase ends when the next begins; Codabench would end it a day earlier.",
          "Nothing, if that is meant.");
    }
  }

  private static @Nullable PhaseDate end(Section top) {
    YamlNode value = top.take("end_date");
    boolean isNone = value instanceof YamlNode.Text(_, var raw) && raw.strip().equals("null");
    return value == null || isNone || !PhaseDates.isGiven(value)
        ? null
        : PhaseDates.read(top, "end_date", value).orElse(null);
  }

  private void add(Group group, Phases.Draft draft, @Nullable PhaseDate end) {
    if (phases.isEmpty() && draft.options().autoMigrateToThisPhase()) {
      draft
          .section()
          .report(
              FindingCode.PHA_14,
              "auto_migration",
              "There is no phase before the first from which submissions could come.",
              "Remove the key here.");
    }
    if (draft.name() == null || draft.start() == null) {
      return;
    }
    if (end != null && !end.instant().isAfter(draft.start().instant())) {
      draft
          .section()
          .report(
              FindingCode.PHA_10,
              "start_date",
              "The phase starts at %s and ends at %s, so it is never open."
                  .formatted(draft.start().instant(), end.instant()),
              "Let it start before the next phase, and before 'end_date'.");
    }
    PhaseDefinition phase =
        PhaseOrder.phase(phases.size(), draft.endingAt(end), draft.name(), draft.start());
    phases.add(phase);
    hiddenColumns.put(phase, LegacyHiding.columns(group));
    if (draft.section().takeUnlessNull(MODE) instanceof YamlNode.Text(_, var mode)
        && mode.strip().equals("hide_results")) {
      hiding.add(phase);
    }
  }

  private Phases.Draft draft(Group group) {
    Section section = group.phase();
    String label = label(section);
    String description = Values.orEmpty(section, "description");
    PhaseDate start = start(section);
    PhaseLimits limits = limits(group);
    PhaseFiles files = files(group);
    PhaseOptions options = options(section);
    List<TaskIndex> indexes = tasks(group, label, description);
    group.all().forEach(this::finish);
    return new Phases.Draft(
        section,
        label,
        description,
        start,
        null,
        indexes,
        limits,
        options,
        files,
        PhaseExtras.NONE);
  }

  private static @Nullable String label(Section section) {
    if (section.takeUnlessNull("label") == null) {
      section.report(FindingCode.LEG_03, "label", "The phase has no label.", "Write 'label: ...'.");
      return null;
    }
    return Values.required(section, "label", MAX_LABEL, FindingCode.PHA_02);
  }

  private static @Nullable PhaseDate start(Section section) {
    YamlNode value = section.take("start_date");
    if (value == null || !PhaseDates.isGiven(value)) {
      section.report(
          FindingCode.LEG_03,
          "start_date",
          "The phase has no start.",
          "Write 'start_date: 2026-01-31'.");
      return null;
    }
    return PhaseDates.read(section, "start_date", value).orElse(null);
  }

  /** A parallel parent runs nothing itself, so that its children say how long a run may take. */
  private PhaseLimits limits(Group group) {
    PhaseLimits limits = shared.limits(group.phase());
    if (group.children().isEmpty() || group.phase().has(TIME_LIMIT)) {
      return limits;
    }
    Duration longest =
        group.children().stream()
            .map(child -> shared.limits(child).executionTime())
            .max(Duration::compareTo)
            .orElse(limits.executionTime());
    return new PhaseLimits(limits.perDay(), limits.total(), longest);
  }

  private PhaseFiles files(Group group) {
    return new PhaseFiles(first(group, "public_data"), first(group, "starting_kit"));
  }

  private @Nullable BundleReference first(Group group, String key) {
    List<@Nullable BundleReference> found =
        group.all().map(section -> references.part(section, key, false)).toList();
    return found.stream().filter(Objects::nonNull).findFirst().orElse(null);
  }

  private static PhaseOptions options(Section section) {
    boolean onlyResults = Values.bool(section, "is_scoring_only", false);
    if (onlyResults) {
      section.report(
          FindingCode.PHA_19,
          "is_scoring_only",
          "Participants see here that only results are accepted; Codabench ignores the key.",
          "Nothing; the bundle can be used in both.");
    }
    return new PhaseOptions(
        Values.bool(section, "auto_migration", false),
        onlyResults,
        Values.bool(section, "hide_output", false),
        Values.bool(section, "hide_prediction_output", false),
        Values.bool(section, "hide_score_output", false));
  }

  private List<TaskIndex> tasks(Group group, @Nullable String label, String description) {
    if (group.children().isEmpty()) {
      return task(group.phase(), label, description).map(TaskDefinition::index).toList();
    }
    parts(group.phase());
    return group.children().stream()
        .flatMap(child -> task(child, label(child), Values.orEmpty(child, "description")))
        .map(TaskDefinition::index)
        .toList();
  }

  private Stream<TaskDefinition> task(Section section, @Nullable String label, String description) {
    @Nullable TaskFiles files = parts(section);
    boolean duringScoring =
        Tasks.ingestionOnlyDuringScoring(
            section,
            "ingestion_program_only_during_scoring",
            files == null ? null : files.ingestionProgram());
    if (files == null || label == null) {
      return Stream.empty();
    }
    TaskIndex index = TaskIndex.of(tasks.size());
    var task =
        new NewTask(index, label + TASK, description, files, duringScoring, assay.opening(index));
    tasks.add(task);
    return Stream.of(task);
  }

  /** The parts of a phase's task; null without a scoring program, which is reported. */
  private @Nullable TaskFiles parts(Section section) {
    BundleReference scoring = references.part(section, "scoring_program", false);
    BundleReference ingestion = references.part(section, "ingestion_program", false);
    BundleReference input = references.part(section, "input_data", false);
    BundleReference reference = references.part(section, "reference_data", false);
    boolean isMissing = section.takeUnlessNull("scoring_program") == null;
    if (isMissing) {
      section.report(
          FindingCode.LEG_09,
          "scoring_program",
          "The phase has no scoring program. It is imported without a task, so that nobody can submit to it; in Codabench submissions would wait for ever.",
          "Add 'scoring_program:', or give the phase a task after the import.");
    }
    return scoring == null ? null : new TaskFiles(scoring, ingestion, input, reference);
  }

  private void finish(Section section) {
    section.ignore(
        "description",
        "start_date",
        "max_submissions",
        "max_submissions_per_day",
        "max_submissions_per_person",
        TIME_LIMIT,
        "auto_migration",
        "is_scoring_only",
        MODE,
        LegacyHiding.COLUMNS,
        LegacyRules.FORCE_BEST,
        "hide_output",
        "hide_prediction_output",
        "hide_score_output",
        "ingestion_program_only_during_scoring");
    keys.ignore(section, LegacyKeys.PHASE);
    keys.unsupported(section, LegacyKeys.PHASE_FEATURES);
    section.finish();
  }
}
