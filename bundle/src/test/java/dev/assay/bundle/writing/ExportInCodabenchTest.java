package dev.assay.bundle.writing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.bundle.archive.ArchiveLimits;
import dev.assay.bundle.archive.BundleSource;
import dev.assay.bundle.archive.DeleteTree;
import dev.assay.bundle.codabench.CodabenchReader;
import dev.assay.bundle.competition.BundleReference;
import dev.assay.bundle.competition.BundleReference.BundleFile;
import dev.assay.bundle.competition.BundleReference.BundleFolder;
import dev.assay.bundle.competition.BundleReference.DatasetKey;
import dev.assay.bundle.competition.ColumnDefinition;
import dev.assay.bundle.competition.CompetitionDefinition;
import dev.assay.bundle.competition.LeaderboardDefinition;
import dev.assay.bundle.competition.PageDefinition;
import dev.assay.bundle.competition.PhaseDefinition;
import dev.assay.bundle.competition.SolutionDefinition;
import dev.assay.bundle.competition.TaskDefinition;
import dev.assay.bundle.competition.TaskDefinition.ExistingTask;
import dev.assay.bundle.competition.TaskDefinition.NewTask;
import dev.assay.bundle.competition.TaskIndex;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever is written, Codabench imports, and stores what is meant. */
class ExportInCodabenchTest {
  private static final int CASES = 100;

  /** All that Codabench passes over: what it does not have, or does not read from bundles. */
  private static final Set<String> FOR_ASSAY_ALONE =
      Set.of(
          "assay",
          "report",
          "allow_robot_submissions",
          "whitelist_emails",
          "collaborators",
          "tasks.assay",
          "tasks.is_public",
          "phases.assay",
          "phases.accepts_only_result_submissions",
          "leaderboards.index");

  @TempDir Path temp;

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void an_export_imports_in_codabench_as_the_competition_it_was(boolean withKeys)
      throws IOException {
    Set<String> ignored = new TreeSet<>();
    for (long seed = 0; seed < CASES; seed++) {
      Path folder = Files.createDirectory(temp.resolve("files"));
      CompetitionDefinition definition = RandomCompetition.of(seed, folder, withKeys);
      Path zip = temp.resolve("bundle.zip");
      try (var parts = BundleSource.open(folder, ArchiveLimits.forBundles())) {
        new BundleWriter().writeZip(definition, parts, zip);
      }
      try (var reader = new CodabenchReader(zip)) {
        assertThat(reader.read()).as("seed %d", seed).isEqualTo(stored(definition));
        ignored.addAll(reader.ignored());
      }
      Files.delete(zip);
      DeleteTree.delete(folder);
    }
    assertThat(ignored).isEqualTo(new TreeSet<>(FOR_ASSAY_ALONE));
  }

  private static Map<String, Object> stored(CompetitionDefinition definition) {
    var overview = definition.overview();
    var settings = definition.settings();
    Map<String, Object> stored = new LinkedHashMap<>();
    stored.put("title", overview.title());
    stored.put("description", overview.description());
    stored.put("reward", overview.reward() == null ? "" : overview.reward());
    stored.put("contact_email", overview.contactEmail() == null ? "" : overview.contactEmail());
    String terms = overview.terms().content();
    stored.put("terms", terms.isEmpty() ? "There are no terms to accept." : terms.strip());
    stored.put("pages", overview.pages().stream().map(ExportInCodabenchTest::page).toList());
    stored.put("docker_image", definition.execution().dockerImage());
    stored.put("queue", definition.execution().queue());
    stored.put("competition_type", settings.type().text());
    stored.put("registration_auto_approve", settings.registrationAutoApprove());
    stored.put("enable_detailed_results", settings.detailedResults().enabled());
    stored.put(
        "show_detailed_results_in_submission_panel",
        settings.detailedResults().inSubmissionPanel());
    stored.put("show_detailed_results_in_leaderboard", settings.detailedResults().inLeaderboard());
    stored.put("auto_run_submissions", settings.autoRunSubmissions());
    stored.put(
        "can_participants_make_submissions_public",
        settings.canParticipantsMakeSubmissionsPublic());
    stored.put("make_programs_available", settings.makeProgramsAvailable());
    stored.put("make_input_data_available", settings.makeInputDataAvailable());
    stored.put("forum_enabled", settings.forumEnabled());
    stored.put("fact_sheet", factSheet(definition));
    stored.put("tasks", definition.tasks().stream().map(ExportInCodabenchTest::task).toList());
    stored.put(
        "solutions", definition.solutions().stream().map(ExportInCodabenchTest::solution).toList());
    stored.put("phases", phases(definition.phases()));
    stored.put(
        "leaderboards",
        definition.leaderboards().stream().map(ExportInCodabenchTest::board).toList());
    return stored;
  }

  private static Map<String, Object> page(PageDefinition page) {
    String content =
        page.content().isEmpty() ? "<!-- This page is empty. -->" : page.content().strip();
    return Map.of("title", page.title(), "content", content);
  }

  private static @Nullable Object factSheet(CompetitionDefinition definition) {
    Map<String, Object> sheet = new LinkedHashMap<>();
    for (var question : definition.overview().factSheet()) {
      Object selection =
          switch (question.kind()) {
            case TEXT -> "";
            case CHECKBOX -> List.of(true, false);
            case SELECT -> question.selection();
          };
      sheet.put(
          question.key(),
          Map.of(
              "key", question.key(),
              "type", question.kind().text(),
              "title", question.title(),
              "selection", selection,
              "is_required", String.valueOf(question.required()),
              "is_on_leaderboard", String.valueOf(question.onLeaderboard())));
    }
    return sheet.isEmpty() ? null : sheet;
  }

  private static Map<String, Object> task(TaskDefinition task) {
    return switch (task) {
      case ExistingTask(_, var key) -> Map.of("key", key);
      case NewTask made -> {
        Map<String, Object> stored = new LinkedHashMap<>();
        stored.put("name", made.name());
        stored.put("description", made.description());
        stored.put("ingestion_program", part(made.files().ingestionProgram()));
        stored.put("scoring_program", part(made.files().scoringProgram()));
        stored.put("input_data", part(made.files().inputData()));
        stored.put("reference_data", part(made.files().referenceData()));
        stored.put("ingestion_only_during_scoring", made.ingestionOnlyDuringScoring());
        yield stored;
      }
    };
  }

  private static Map<String, Object> solution(SolutionDefinition solution) {
    Map<String, Object> stored = new LinkedHashMap<>();
    stored.put("tasks", indexes(solution.tasks()));
    stored.put("name", solution.name());
    stored.put("description", solution.description());
    stored.put("data", solution.path() == null ? "key " + solution.key() : part(solution.path()));
    return stored;
  }

  private static @Nullable String part(@Nullable BundleReference reference) {
    return switch (reference) {
      case null -> null;
      case BundleFile(var path) -> "file " + path;
      case BundleFolder(var path) -> "folder " + path;
      case DatasetKey(var key) -> "key " + key;
    };
  }

  /** Python tells numbers and texts apart, and so do the indexes of tasks. */
  private static List<Object> indexes(List<TaskIndex> indexes) {
    return indexes.stream()
        .<Object>map(index -> index.isText() ? index.value() : Integer.valueOf(index.value()))
        .toList();
  }

  private static List<Object> phases(List<PhaseDefinition> phases) {
    List<Object> stored = new ArrayList<>();
    for (PhaseDefinition phase : phases) {
      Instant next =
          phase.index() + 1 < phases.size() ? phases.get(phase.index() + 1).period().start() : null;
      stored.add(phase(phase, next));
    }
    return stored;
  }

  private static Map<String, Object> phase(PhaseDefinition phase, @Nullable Instant next) {
    Map<String, Object> stored = new LinkedHashMap<>();
    Instant end = phase.period().end();
    stored.put("name", phase.name());
    stored.put("description", phase.description());
    stored.put("start", phase.period().start());
    // Phases that meet would be refused, so that one second is taken from the first.
    stored.put("end", end != null && end.equals(next) ? end.minusSeconds(1) : end);
    stored.put("tasks", indexes(phase.tasks()));
    stored.put("max_submissions_per_day", phase.limits().perDay());
    stored.put("max_submissions", phase.limits().total());
    stored.put("execution_time_limit", (int) phase.limits().executionTime().toSeconds());
    stored.put("auto_migrate_to_this_phase", phase.options().autoMigrateToThisPhase());
    stored.put("hide_output", phase.options().hideOutput());
    stored.put("hide_prediction_output", phase.options().hidePredictionOutput());
    stored.put("hide_score_output", phase.options().hideScoreOutput());
    stored.put("public_data", part(phase.files().publicData()));
    stored.put("starting_kit", part(phase.files().startingKit()));
    return stored;
  }

  private static Map<String, Object> board(LeaderboardDefinition board) {
    Map<String, Object> stored = new LinkedHashMap<>();
    stored.put("title", board.title());
    stored.put("key", board.key());
    stored.put("submission_rule", board.submissionRule().text());
    stored.put("hidden", board.hidden());
    stored.put("primary_index", board.primaryIndex());
    stored.put("columns", board.columns().stream().map(ExportInCodabenchTest::column).toList());
    return stored;
  }

  private static Map<String, Object> column(ColumnDefinition column) {
    var computation = column.computation();
    Map<String, Object> stored = new LinkedHashMap<>();
    stored.put("title", column.title());
    stored.put("key", column.key());
    stored.put("index", column.index());
    stored.put("sorting", column.sorting().text());
    stored.put("precision", column.precision());
    stored.put("hidden", column.hidden());
    stored.put("computation", computation == null ? null : computation.operation().text());
    stored.put("computation_indexes", computation == null ? null : computation.indexes());
    return stored;
  }
}
