package dev.assay.bundle.writing;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.assay.bundle.competition.BundleReference;
import dev.assay.bundle.competition.ColumnDefinition;
import dev.assay.bundle.competition.ColumnDefinition.Computation;
import dev.assay.bundle.competition.ColumnDefinition.Operation;
import dev.assay.bundle.competition.ColumnDefinition.Sorting;
import dev.assay.bundle.competition.CompetitionDefinition;
import dev.assay.bundle.competition.CompetitionSettings;
import dev.assay.bundle.competition.CompetitionSettings.CompetitionType;
import dev.assay.bundle.competition.CompetitionSettings.DetailedResults;
import dev.assay.bundle.competition.Execution;
import dev.assay.bundle.competition.Execution.Network;
import dev.assay.bundle.competition.Execution.SandboxRequest;
import dev.assay.bundle.competition.FactSheetQuestion;
import dev.assay.bundle.competition.FactSheetQuestion.Kind;
import dev.assay.bundle.competition.FileLabel;
import dev.assay.bundle.competition.LeaderboardDefinition;
import dev.assay.bundle.competition.Overview;
import dev.assay.bundle.competition.PageDefinition;
import dev.assay.bundle.competition.People;
import dev.assay.bundle.competition.PhaseDefinition;
import dev.assay.bundle.competition.PhaseDefinition.PhaseExtras;
import dev.assay.bundle.competition.PhaseDefinition.PhaseFiles;
import dev.assay.bundle.competition.PhaseDefinition.PhaseLimits;
import dev.assay.bundle.competition.PhaseDefinition.PhaseOptions;
import dev.assay.bundle.competition.PhaseDefinition.PhasePeriod;
import dev.assay.bundle.competition.SolutionDefinition;
import dev.assay.bundle.competition.SubmissionRule;
import dev.assay.bundle.competition.TaskDefinition;
import dev.assay.bundle.competition.TaskDefinition.ExistingTask;
import dev.assay.bundle.competition.TaskDefinition.NewTask;
import dev.assay.bundle.competition.TaskDefinition.TaskExtras;
import dev.assay.bundle.competition.TaskDefinition.TaskFiles;
import dev.assay.bundle.competition.TaskDefinition.TaskOpening;
import dev.assay.bundle.competition.TaskIndex;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A competition as chance makes it, within what the reader accepts, and a folder with its files.
 * The same seed gives the same competition.
 */
final class RandomCompetition {
  private static final byte[] PNG =
      "\u0089PNG\r\n\u001a\n\0\0\0\rIHDR\0\0\0\1\0\0\0\1\10\6\0\0\0\0\0\0\0".getBytes(ISO_8859_1);

  private final Chance chance;
  private final ChanceFiles files;
  private final boolean withKeys;

  private RandomCompetition(long seed, Path folder, boolean withKeys) {
    this.chance = new Chance(seed);
    this.files = new ChanceFiles(chance, folder, withKeys);
    this.withKeys = withKeys;
  }

  /**
   * @param folder gets the files; must be empty
   * @param withKeys whether tasks and data may be those that a site has already
   */
  static CompetitionDefinition of(long seed, Path folder, boolean withKeys) throws IOException {
    return new RandomCompetition(seed, folder, withKeys).definition();
  }

  private CompetitionDefinition definition() throws IOException {
    Overview overview = overview();
    List<TaskDefinition> tasks = tasks();
    List<TaskIndex> indexes = tasks.stream().map(TaskDefinition::index).toList();
    List<LeaderboardDefinition> boards = chance.list(1, 3, this::board);
    return new CompetitionDefinition(
        overview,
        execution(),
        settings(),
        people(),
        tasks,
        solutions(indexes),
        phases(indexes, boards.size()),
        boards,
        labels());
  }

  private People people() {
    return new People(
        chance.list(0, 3, () -> "Zoë." + chance.below(100) + "@Example.org"),
        chance.list(
            0,
            3,
            () -> chance.pick(new String[] {"bob", "Ann-Marie", "x.y_z", "007", "yes", "null"})));
  }

  private Map<String, FileLabel> labels() {
    Map<String, FileLabel> labels = new HashMap<>();
    for (int i = chance.below(4); i > 0; i--) {
      labels.put(
          "data " + i + "/" + chance.text(20),
          new FileLabel(
              chance.text(256),
              chance.flip() ? "" : chance.text(90),
              chance.flip(),
              chance.flip() ? chance.uuid() : null));
    }
    return labels;
  }

  private Overview overview() throws IOException {
    String image = files.path("logo", ".png");
    files.write(image, PNG);
    PageDefinition terms =
        new PageDefinition(
            "Terms", files.path("terms", ".md"), chance.flip() ? "" : chance.content());
    List<PageDefinition> pages =
        chance.list(
            0,
            4,
            () ->
                new PageDefinition(
                    chance.text(255),
                    files.path("page", ".md"),
                    chance.below(5) == 0 ? "" : chance.content()));
    return new Overview(
        chance.text(256),
        chance.flip() ? "" : chance.text(2000),
        image,
        terms,
        pages,
        chance.flip() ? null : chance.text(256),
        chance.flip() ? null : "jane+" + chance.below(100) + "@example.org",
        chance.flip() ? null : chance.text(256),
        factSheet());
  }

  private List<FactSheetQuestion> factSheet() {
    List<FactSheetQuestion> questions = new ArrayList<>();
    for (int i = chance.below(4); i > 0; i--) {
      Kind kind = chance.pick(Kind.values());
      List<String> selection =
          switch (kind) {
            case CHECKBOX -> List.of("true", "false");
            case TEXT -> List.of();
            case SELECT -> chance.list(1, 4, () -> chance.text(40));
          };
      String key = "question " + i + " " + chance.text(20);
      questions.add(
          new FactSheetQuestion(
              key, kind, chance.text(80), selection, chance.flip(), chance.flip()));
    }
    return questions;
  }

  private Execution execution() {
    boolean isDefault = chance.flip();
    var sandbox =
        new SandboxRequest(
            chance.pick(Network.values()),
            chance.flip(),
            chance.flip()
                ? null
                : chance.pick(new String[] {"root", "1000", "1000:100", "_user-1"}),
            chance.flip() ? 0 : 2,
            chance.flip() ? 0 : 16);
    return new Execution(
        isDefault ? Execution.DEFAULT_IMAGE : "registry.example:5000/a/b:1.0_x",
        isDefault,
        withKeys && chance.flip() ? chance.uuid() : null,
        sandbox);
  }

  private CompetitionSettings settings() {
    return new CompetitionSettings(
        chance.pick(CompetitionType.values()),
        chance.flip(),
        chance.flip(),
        new DetailedResults(chance.flip(), chance.flip(), chance.flip()),
        chance.flip(),
        chance.flip(),
        chance.flip(),
        chance.flip(),
        chance.flip());
  }

  private List<TaskDefinition> tasks() throws IOException {
    List<TaskDefinition> tasks = new ArrayList<>();
    int count = 1 + chance.below(4);
    for (int i = 0; i < count; i++) {
      // One text index, and one that is the same word as a number.
      TaskIndex index = i == 3 ? new TaskIndex("0", true) : TaskIndex.of(i * 7L);
      tasks.add(
          withKeys && chance.flip() ? new ExistingTask(index, chance.uuid()) : newTask(index));
    }
    return tasks;
  }

  private NewTask newTask(TaskIndex index) throws IOException {
    BundleReference ingestion = chance.flip() ? files.program() : null;
    return new NewTask(
        index,
        chance.text(256),
        chance.flip() ? "" : chance.text(500),
        new TaskFiles(
            files.program(),
            ingestion,
            chance.flip() ? files.data() : null,
            chance.flip() ? files.data() : null),
        chance.flip(),
        new TaskOpening(chance.flip(), chance.flip()),
        new TaskExtras(
            chance.flip() ? chance.uuid() : null,
            chance.flip(),
            chance.below(3),
            chance.flip() ? 0 : chance.below(900)));
  }

  private List<SolutionDefinition> solutions(List<TaskIndex> tasks) throws IOException {
    List<SolutionDefinition> solutions = new ArrayList<>();
    for (int i = chance.below(3); i > 0; i--) {
      BundleReference path = withKeys && chance.flip() ? null : files.data();
      solutions.add(
          new SolutionDefinition(
              chance.flip() ? null : chance.text(256),
              chance.flip() ? "" : chance.text(100),
              path,
              path == null || chance.flip() ? chance.uuid() : null,
              chance.some(tasks)));
    }
    return solutions;
  }

  private List<PhaseDefinition> phases(List<TaskIndex> tasks, int boards) throws IOException {
    List<PhaseDefinition> phases = new ArrayList<>();
    Instant start = Instant.parse("2026-01-31T12:34:56Z").plusNanos(1000L * chance.below(1000));
    int count = 1 + chance.below(4);
    for (int i = 0; i < count; i++) {
      Instant end = start.plusSeconds(1 + chance.below(10_000_000));
      boolean isEndless = i == count - 1 && chance.flip();
      phases.add(phase(i, new PhasePeriod(start, isEndless ? null : end), tasks, boards));
      start = chance.flip() ? end : end.plusSeconds(chance.below(100_000));
    }
    return phases;
  }

  private PhaseDefinition phase(int index, PhasePeriod period, List<TaskIndex> tasks, int boards)
      throws IOException {
    return new PhaseDefinition(
        index,
        chance.text(256),
        chance.flip() ? "" : chance.text(500),
        period,
        chance.some(tasks),
        new PhaseLimits(
            chance.flip() ? 0 : chance.below(1000),
            chance.flip() ? 0 : chance.below(100_000),
            Duration.ofSeconds(1 + chance.below(100_000))),
        new PhaseOptions(
            index > 0 && chance.flip(), chance.flip(), chance.flip(), chance.flip(), chance.flip()),
        new PhaseFiles(chance.flip() ? files.data() : null, chance.flip() ? files.data() : null),
        new PhaseExtras(
            chance.flip() ? chance.uuid() : null,
            chance.below(boards),
            withKeys && chance.flip() ? chance.uuid() : null,
            chance.flip()));
  }

  private LeaderboardDefinition board() {
    List<ColumnDefinition> columns = new ArrayList<>();
    int index = chance.below(3);
    int count = 1 + chance.below(5);
    for (int i = 0; i < count; i++) {
      List<Integer> plain =
          columns.stream()
              .filter(c -> c.computation() == null)
              .map(ColumnDefinition::index)
              .toList();
      boolean isComputed = !plain.isEmpty() && chance.flip();
      columns.add(
          new ColumnDefinition(
              chance.text(36),
              "key" + i + "-" + chance.below(100),
              index,
              chance.pick(Sorting.values()),
              chance.below(12) - 3,
              chance.flip(),
              isComputed ? new Computation(chance.pick(Operation.values()), plain) : null));
      index += 1 + chance.below(3);
    }
    return new LeaderboardDefinition(
        chance.text(64),
        chance.text(36),
        columns,
        chance.pick(SubmissionRule.values()),
        chance.flip(),
        columns.get(chance.below(columns.size())).index());
  }
}
