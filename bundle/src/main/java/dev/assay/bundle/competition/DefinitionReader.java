package dev.assay.bundle.competition;

import dev.assay.bundle.FindingCode;
import dev.assay.bundle.competition.CompetitionSettings.CompetitionType;
import dev.assay.bundle.competition.CompetitionSettings.DetailedResults;
import dev.assay.bundle.competition.Tasks.ReadTask;
import java.io.IOException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads a definition of version 2 from its top to its end. */
final class DefinitionReader {
  /** What competitions have and bundles cannot give. */
  private static final String[] UNSETTABLE = {
    "published", "secret_key", "created_when", "is_featured", "logo"
  };

  /** What Codabench's competitions have, and only Assay reads. */
  private static final String[] OWN = {
    "allow_robot_submissions", "report", "collaborators", "whitelist_emails"
  };

  private final Reading reading;
  private final References references;
  private final TaskNames names = new TaskNames();
  private final Duration siteTimeLimit;

  DefinitionReader(Reading reading, Duration siteTimeLimit) {
    this.reading = reading;
    this.references = new References(reading);
    this.siteTimeLimit = siteTimeLimit;
  }

  /** The competition; null if a part of it could not be read, which is reported. */
  @Nullable CompetitionDefinition read(Section top, String fileName) throws IOException {
    AssaySection assay = AssaySection.read(top);
    Overview overview = new Presentation(references, reading).read(top, assay);
    Execution execution = Executions.read(top, assay);
    CompetitionSettings settings = settings(top, assay);
    List<ReadTask> tasks = new Tasks(references, names, assay).read(top);
    List<SolutionDefinition> solutions = new Solutions(references, names, assay).read(top);
    BoardPositions positions = Leaderboards.positions(top);
    List<PhaseDefinition> phases =
        new Phases(references, names, positions, execution.timeLimit(siteTimeLimit)).read(top);
    List<LeaderboardDefinition> boards = Leaderboards.read(top);
    Leaderboards.checkUses(top, positions, boards);
    finish(top, fileName, tasks);
    List<TaskDefinition> definitions = tasks.stream().map(ReadTask::definition).toList();
    new MeaningChecks(top, references.parts(), definitions, phases, boards, execution.sandbox())
        .run();
    if (overview == null || boards.isEmpty() || boards.size() < positions.size()) {
      return null;
    }
    return new CompetitionDefinition(
        overview,
        execution,
        settings,
        assay.people(),
        definitions,
        solutions,
        phases,
        boards,
        assay.labels());
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
    finish(top);
    Set<String> otherwiseUsed = new HashSet<>(Set.of(fileName));
    references.finish(otherwiseUsed);
  }

  /** Every key that counts has been read: says of the others what becomes of them. */
  static void finish(Section top) {
    top.remark(FindingCode.CMP_12, "cannot be set by a bundle.", UNSETTABLE);
    top.remark(FindingCode.CMP_12, "counts here; Codabench does not read it.", OWN);
    top.finish();
  }

  private static CompetitionSettings settings(Section top, AssaySection assay) {
    return new CompetitionSettings(
        type(top),
        Values.bool(top, "registration_auto_approve", false),
        assay.allowRobotSubmissions(),
        detailedResults(top),
        Values.bool(top, "auto_run_submissions", true),
        Values.bool(top, "can_participants_make_submissions_public", true),
        Values.bool(top, "make_programs_available", false),
        Values.bool(top, "make_input_data_available", false),
        Values.bool(top, "forum_enabled", true));
  }

  static DetailedResults detailedResults(Section top) {
    return new DetailedResults(
        Values.bool(top, "enable_detailed_results", false),
        Values.bool(top, "show_detailed_results_in_submission_panel", true),
        Values.bool(top, "show_detailed_results_in_leaderboard", true));
  }

  static CompetitionType type(Section top) {
    return Values.choice(
        top,
        "competition_type",
        CompetitionType.COMPETITION,
        CompetitionType.values(),
        CompetitionType::text,
        FindingCode.CMP_07);
  }
}
