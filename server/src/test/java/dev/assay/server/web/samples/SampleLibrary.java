package dev.assay.server.web.samples;

import static dev.assay.server.web.samples.Samples.NOW;

import dev.assay.server.competitions.CompetitionHead.Membership;
import dev.assay.server.competitions.PhaseTasksView;
import dev.assay.server.tasks.library.DatasetView;
import dev.assay.server.tasks.library.DatasetView.UseRow;
import dev.assay.server.tasks.library.LibraryListView;
import dev.assay.server.tasks.library.LibraryListView.Option;
import dev.assay.server.tasks.library.LibraryListView.Tab;
import dev.assay.server.tasks.library.NewDatasetView;
import dev.assay.server.tasks.library.NewTaskView;
import dev.assay.server.tasks.library.PartsView;
import dev.assay.server.tasks.library.PartsView.Choice;
import dev.assay.server.tasks.library.SharingView;
import dev.assay.server.tasks.library.TaskView;
import dev.assay.server.tasks.library.TaskView.PartRow;
import dev.assay.server.tasks.library.TaskView.VersionRow;
import dev.assay.server.web.Finding;
import java.util.List;
import java.util.Map;

/** Data sets and tasks. */
final class SampleLibrary {
  private static final String KEY = "6f1c2a4e-9d0b-4c27-8f3e-0a5b7c9d1e2f";
  private static final String HASH =
      "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";

  private static final List<Option> TYPES =
      List.of(
          new Option("", "Every type", true),
          new Option("scoring_program", "Scoring program", false),
          new Option("reference_data", "Reference data", false));

  private SampleLibrary() {}

  private static List<Tab> tabs(String url) {
    return List.of(
        new Tab("All", url + "?show=all", true),
        new Tab("Yours", url + "?show=own", false),
        new Tab("Shared with you", url + "?show=shared", false),
        new Tab("Public", url + "?show=public", false));
  }

  static LibraryListView datasets() {
    return new LibraryListView(
        false,
        tabs("/data"),
        "all",
        "",
        TYPES,
        List.of(
            row("Digits: scoring program", "Scoring program", "2.1 kB", "ada", "yours"),
            row(
                "Digits: the answers of the final phase",
                "Reference data",
                "84 kB",
                "ada",
                "yours"),
            row("Iris measurements", "Input data", "4.6 kB", "grace", "shared with you"),
            row(
                "A-name-without-any-blank-that-somebody-took-from-a-file-and-never-shortened",
                "Public data",
                "3.4 GB",
                "a-team-with-quite-a-long-name",
                "public")),
        "/data?show=all&before=17");
  }

  private static LibraryListView.Row row(
      String name, String kind, String size, String owner, String reach) {
    var about =
        name.startsWith("Iris") ? "150 flowers, four measurements each, as Fisher had them." : "";
    return new LibraryListView.Row(
        "/data/" + KEY, name, about, kind, size, owner, reach, NOW.minusSeconds(90_000));
  }

  static LibraryListView noTasks() {
    return new LibraryListView(true, tabs("/tasks"), "all", "", List.of(), List.of(), null);
  }

  static NewDatasetView newDataset() {
    return new NewDatasetView(
        20_000_000_000L, TYPES, "", "", false, Map.of("type", "Choose what the file is used as."));
  }

  static DatasetView dataset() {
    return new DatasetView(
        KEY,
        "Digits: scoring program",
        "Scoring program",
        "Accuracy, the worst digit, and the time it took.",
        "ada",
        "yours",
        "scoring_program.zip",
        2_140,
        HASH,
        NOW.minusSeconds(400_000),
        sharing("/data/" + KEY, "data set", "Nobody here has the user name “gracie”.", false),
        List.of(
            new UseRow("Task, version 2", "Digits", "/tasks/" + KEY),
            new UseRow("Task", "somebody else's", null)),
        false,
        Map.of("description", "A description has at most 5000 characters."),
        Map.of("name", "Digits, scored", "description", "Accuracy, and much more about it."));
  }

  private static SharingView sharing(String url, String what, String problem, boolean files) {
    var typed = problem.isEmpty() ? "" : "gracie";
    return new SharingView(url, what, false, List.of("grace", "alan"), problem, typed, files);
  }

  private static PartsView parts(String problem) {
    var options =
        List.of(
            new Option("", "None", false),
            new Option(KEY, "Digits: scoring program", true),
            new Option("other", "Another one (public)", false));
    return new PartsView(
        List.of(
            new Choice("scoringProgram", "Scoring program", true, options, problem),
            new Choice("referenceData", "Reference data", false, options, ""),
            new Choice("ingestionProgram", "Ingestion program", false, options, ""),
            new Choice("inputData", "Input data", false, options, "")),
        false,
        false,
        true,
        "");
  }

  static NewTaskView newTask() {
    var problem = "A task needs a scoring program: choose one.";
    return new NewTaskView(
        "Digits",
        "",
        true,
        parts(problem),
        Map.of("scoringProgram", problem),
        List.of(Finding.error("No file came with the form.", "Choose the zip with task.yaml.")),
        20_000_000_000L);
  }

  static TaskView task() {
    return new TaskView(
        KEY,
        "Digits",
        "Say which digit a picture shows.",
        "ada",
        "yours",
        NOW.minusSeconds(900_000),
        List.of(
            new VersionRow(
                2,
                NOW.minusSeconds(40_000),
                "Half of the pictures were counted twice.",
                List.of("Scoring program: scoring, corrected instead of scoring"),
                versionParts("scoring, corrected"),
                List.of("Ingestion sees the reference data")),
            new VersionRow(
                1,
                NOW.minusSeconds(900_000),
                "",
                List.of(),
                versionParts("scoring"),
                List.of("Ingestion sees the reference data"))),
        List.of(new PartRow("Solution", "Logistic regression", "/data/" + KEY)),
        sharing("/tasks/" + KEY, "task", "", true),
        parts(""),
        "",
        List.of(new UseRow("Final, newest version", "Digits", "/competitions/7")),
        false,
        Map.of(),
        Map.of());
  }

  private static List<PartRow> versionParts(String scoring) {
    return List.of(
        new PartRow("Scoring program", scoring, "/data/" + KEY),
        new PartRow("Reference data", "answers of the final phase", null));
  }

  static PhaseTasksView phaseTasks() {
    return new PhaseTasksView(
        SampleCompetitions.head(Membership.ORGANISER, null),
        List.of(
            new PhaseTasksView.Row(
                "Warm-up",
                "Digits",
                "/tasks/" + KEY,
                2,
                NOW.minusSeconds(40_000),
                2,
                true,
                12,
                "/competitions/7/phases/11/tasks/3"),
            new PhaseTasksView.Row(
                "Development",
                "Borrowed from somebody else",
                null,
                1,
                NOW.minusSeconds(900_000),
                3,
                false,
                0,
                "/competitions/7/phases/12/tasks/4")));
  }
}
