package dev.assay.bundle.writing;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.assay.bundle.competition.BundleReference;
import dev.assay.bundle.competition.BundleReference.BundleFile;
import dev.assay.bundle.competition.BundleReference.BundleFolder;
import dev.assay.bundle.competition.BundleReference.DatasetKey;
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
import dev.assay.bundle.competition.LeaderboardDefinition.SubmissionRule;
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
import dev.assay.bundle.competition.TaskDefinition;
import dev.assay.bundle.competition.TaskDefinition.ExistingTask;
import dev.assay.bundle.competition.TaskDefinition.NewTask;
import dev.assay.bundle.competition.TaskDefinition.TaskExtras;
import dev.assay.bundle.competition.TaskDefinition.TaskFiles;
import dev.assay.bundle.competition.TaskDefinition.TaskOpening;
import dev.assay.bundle.competition.TaskIndex;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * A competition as chance makes it, within what the reader accepts, and a folder with its files.
 * The same seed gives the same competition.
 */
final class RandomCompetition {
  /** Texts that careless writers of YAML lose, bend or trip over. */
  private static final List<String> NASTY =
      List.of(
          "yes",
          "No",
          "on",
          "null",
          "~",
          "true",
          "y",
          "010",
          "1e3",
          "1.0",
          "12:30:00",
          "0x1F",
          "2026-01-31",
          "2026-01-31 12:00:00",
          "- item",
          "key: value",
          "a #b",
          "#a",
          "'",
          "\"",
          "\\",
          "{a: b}",
          "[1, 2]",
          "&anchor",
          "*alias",
          "!tag",
          "%YAML",
          "@at",
          "`tick`",
          "|",
          ">",
          "=",
          "<<",
          "...",
          "---",
          "two\nlines",
          "tab\tinside",
          "über größe",
          "日本語",
          "😀 emoji",
          "a\u2028b",
          "\u200bzero",
          "\u0007bell",
          "nel\u0085nel",
          "ends with colon:",
          "?",
          "? a",
          ".nan",
          ".inf",
          "-1",
          "+1",
          "1_000",
          "0",
          "\uFEFFmark",
          "soft\u00adhyphen");

  private static final byte[] PNG =
      "\u0089PNG\r\n\u001a\n\0\0\0\rIHDR\0\0\0\1\0\0\0\1\10\6\0\0\0\0\0\0\0".getBytes(ISO_8859_1);

  private final Random random;
  private final Path folder;
  private final boolean withKeys;
  private int files;

  private RandomCompetition(long seed, Path folder, boolean withKeys) {
    this.random = new Random(seed);
    this.folder = folder;
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
    List<LeaderboardDefinition> boards = list(1, 3, this::board);
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
        list(0, 3, () -> "Zoë." + random.nextInt(100) + "@Example.org"),
        list(0, 3, () -> pick(new String[] {"bob", "Ann-Marie", "x.y_z", "007", "yes", "null"})));
  }

  private Map<String, FileLabel> labels() {
    Map<String, FileLabel> labels = new HashMap<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      labels.put(
          "data " + i + "/" + text(20),
          new FileLabel(text(256), flip() ? "" : text(90), flip(), flip() ? uuid() : null));
    }
    return labels;
  }

  private Overview overview() throws IOException {
    String image = path("logo", ".png");
    write(image, PNG);
    PageDefinition terms =
        new PageDefinition("Terms", path("terms", ".md"), flip() ? "" : content());
    List<PageDefinition> pages =
        list(
            0,
            4,
            () ->
                new PageDefinition(
                    text(256), path("page", ".md"), random.nextInt(5) == 0 ? "" : content()));
    return new Overview(
        text(256),
        flip() ? "" : text(2000),
        image,
        terms,
        pages,
        flip() ? null : text(256),
        flip() ? null : "jane+" + random.nextInt(100) + "@example.org",
        flip() ? null : text(256),
        factSheet());
  }

  private List<FactSheetQuestion> factSheet() {
    List<FactSheetQuestion> questions = new ArrayList<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      Kind kind = pick(Kind.values());
      List<String> selection =
          switch (kind) {
            case CHECKBOX -> List.of("true", "false");
            case TEXT -> List.of();
            case SELECT -> list(1, 4, () -> text(40));
          };
      String key = "question " + i + " " + text(20);
      questions.add(new FactSheetQuestion(key, kind, text(80), selection, flip(), flip()));
    }
    return questions;
  }

  private Execution execution() {
    boolean isDefault = flip();
    var sandbox =
        new SandboxRequest(
            pick(Network.values()),
            flip(),
            flip() ? null : pick(new String[] {"root", "1000", "1000:100", "_user-1"}),
            flip() ? 0 : 2,
            flip() ? 0 : 16);
    return new Execution(
        isDefault ? Execution.DEFAULT_IMAGE : "registry.example:5000/a/b:1.0_x",
        isDefault,
        withKeys && flip() ? uuid() : null,
        sandbox);
  }

  private CompetitionSettings settings() {
    return new CompetitionSettings(
        pick(CompetitionType.values()),
        flip(),
        flip(),
        new DetailedResults(flip(), flip(), flip()),
        flip(),
        flip(),
        flip(),
        flip(),
        flip());
  }

  private List<TaskDefinition> tasks() throws IOException {
    List<TaskDefinition> tasks = new ArrayList<>();
    int count = 1 + random.nextInt(4);
    for (int i = 0; i < count; i++) {
      // One text index, and one that is the same word as a number.
      TaskIndex index = i == 3 ? new TaskIndex("0", true) : TaskIndex.of(i * 7L);
      tasks.add(withKeys && flip() ? new ExistingTask(index, uuid()) : newTask(index));
    }
    return tasks;
  }

  private NewTask newTask(TaskIndex index) throws IOException {
    BundleReference ingestion = flip() ? program() : null;
    return new NewTask(
        index,
        text(256),
        flip() ? "" : text(500),
        new TaskFiles(program(), ingestion, flip() ? data() : null, flip() ? data() : null),
        flip(),
        new TaskOpening(flip(), flip()),
        new TaskExtras(
            flip() ? uuid() : null, flip(), random.nextInt(3), flip() ? 0 : random.nextInt(900)));
  }

  private BundleReference program() throws IOException {
    if (withKeys && flip()) {
      return new DatasetKey(uuid());
    }
    String path = path("program", "");
    write(path + "/metadata.yaml", "command: python3 score.py\n".getBytes(UTF_8));
    write(path + "/score.py", "print(1)".getBytes(UTF_8));
    Path script = folder.resolve(path + "/score.py");
    if (flip() && !script.toFile().setExecutable(true)) {
      throw new IOException("not executable: " + script);
    }
    Files.createDirectories(folder.resolve(path + "/empty"));
    return new BundleFolder(path);
  }

  private BundleReference data() throws IOException {
    if (withKeys && flip()) {
      return new DatasetKey(uuid());
    }
    String path = path("data", pick(new String[] {".zip", ".csv", ".tar.gz", ""}));
    byte[] bytes = new byte[1 + random.nextInt(3000)];
    random.nextBytes(bytes);
    write(path, bytes);
    return new BundleFile(path);
  }

  private List<SolutionDefinition> solutions(List<TaskIndex> tasks) throws IOException {
    List<SolutionDefinition> solutions = new ArrayList<>();
    for (int i = random.nextInt(3); i > 0; i--) {
      BundleReference path = withKeys && flip() ? null : data();
      solutions.add(
          new SolutionDefinition(
              flip() ? null : text(256),
              flip() ? "" : text(100),
              path,
              path == null || flip() ? uuid() : null,
              some(tasks)));
    }
    return solutions;
  }

  private List<PhaseDefinition> phases(List<TaskIndex> tasks, int boards) throws IOException {
    List<PhaseDefinition> phases = new ArrayList<>();
    Instant start = Instant.parse("2026-01-31T12:34:56Z").plusNanos(1000L * random.nextInt(1000));
    int count = 1 + random.nextInt(4);
    for (int i = 0; i < count; i++) {
      Instant end = start.plusSeconds(1 + random.nextInt(10_000_000));
      boolean isEndless = i == count - 1 && flip();
      phases.add(phase(i, new PhasePeriod(start, isEndless ? null : end), tasks, boards));
      start = flip() ? end : end.plusSeconds(random.nextInt(100_000));
    }
    return phases;
  }

  private PhaseDefinition phase(int index, PhasePeriod period, List<TaskIndex> tasks, int boards)
      throws IOException {
    return new PhaseDefinition(
        index,
        text(256),
        flip() ? "" : text(500),
        period,
        some(tasks),
        new PhaseLimits(
            flip() ? 0 : random.nextInt(1000),
            flip() ? 0 : random.nextInt(100_000),
            Duration.ofSeconds(1 + random.nextInt(100_000))),
        new PhaseOptions(index > 0 && flip(), flip(), flip(), flip(), flip()),
        new PhaseFiles(flip() ? data() : null, flip() ? data() : null),
        new PhaseExtras(
            flip() ? uuid() : null,
            random.nextInt(boards),
            withKeys && flip() ? uuid() : null,
            flip()));
  }

  private LeaderboardDefinition board() {
    List<ColumnDefinition> columns = new ArrayList<>();
    int index = random.nextInt(3);
    int count = 1 + random.nextInt(5);
    for (int i = 0; i < count; i++) {
      List<Integer> plain =
          columns.stream()
              .filter(c -> c.computation() == null)
              .map(ColumnDefinition::index)
              .toList();
      boolean isComputed = !plain.isEmpty() && flip();
      columns.add(
          new ColumnDefinition(
              text(36),
              "key" + i + "-" + random.nextInt(100),
              index,
              pick(Sorting.values()),
              random.nextInt(12) - 3,
              flip(),
              isComputed ? new Computation(pick(Operation.values()), plain) : null));
      index += 1 + random.nextInt(3);
    }
    return new LeaderboardDefinition(
        text(64),
        text(36),
        columns,
        pick(SubmissionRule.values()),
        flip(),
        columns.get(random.nextInt(columns.size())).index());
  }

  /** A text without white space around it, which no reader keeps; never empty. */
  private String text(int max) {
    String text = flip() ? NASTY.get(random.nextInt(NASTY.size())) : "Word " + random.nextInt(1000);
    if (random.nextInt(4) == 0) {
      text += " " + NASTY.get(random.nextInt(NASTY.size()));
    }
    String cut = text.substring(0, Math.min(max, text.length())).strip();
    return cut.isEmpty() ? "x" : cut;
  }

  private String content() {
    return "# " + text(200) + "\n\n" + text(200) + (flip() ? "\n" : "");
  }

  /** A name of its own, deeper or with spaces and letters of other scripts now and then. */
  private String path(String kind, String ending) {
    String prefix = pick(new String[] {"", "", "a/", "deep/er/", "mit Leerzeichen/", "größe/"});
    return prefix + kind + "-" + files++ + ending;
  }

  private void write(String path, byte[] bytes) throws IOException {
    Path file = folder.resolve(path);
    Files.createDirectories(file.getParent());
    Files.write(file, bytes);
  }

  private List<TaskIndex> some(List<TaskIndex> tasks) {
    List<TaskIndex> some = new ArrayList<>(tasks.stream().filter(_ -> flip()).toList());
    if (some.isEmpty()) {
      some.add(tasks.getFirst());
    }
    return flip() ? some : some.reversed();
  }

  private <T> List<T> list(int min, int max, Supplier<T> item) {
    List<T> items = new ArrayList<>();
    for (int count = min + random.nextInt(max - min + 1); count > 0; count--) {
      items.add(item.get());
    }
    return items;
  }

  private <T> T pick(T[] values) {
    return values[random.nextInt(values.length)];
  }

  private boolean flip() {
    return random.nextBoolean();
  }

  private UUID uuid() {
    return new UUID(random.nextLong(), random.nextLong());
  }
}
