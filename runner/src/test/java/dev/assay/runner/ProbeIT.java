package dev.assay.runner;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.contract.LogStream;
import dev.assay.contract.Program;
import dev.assay.contract.RunOrder.Sandboxing;
import dev.assay.contract.Step;
import dev.assay.engine.ContainerEngine;
import dev.assay.engine.EngineProvider;
import dev.assay.engine.FolderCopy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What every container of every kind of task sees below {@code /app}, in real containers, held
 * against the listings in {@code samples/probe/expected}.
 */
class ProbeIT {
  private static final Path PROBE = Path.of("../samples/probe");

  @TempDir static Path root;
  private static ContainerEngine engine;

  private final RecordingListener heard = new RecordingListener();

  @BeforeAll
  static void connect() throws IOException {
    engine = EngineProvider.connectAny(Files.createDirectories(root.resolve("engine")));
  }

  @AfterAll
  static void leaveNothing() {
    assertThat(engine.sweep(labels -> root.toString().equals(labels.get("test")))).isEmpty();
    engine.close();
  }

  @ParameterizedTest(name = "{0}, submission of {1}")
  @CsvSource({
    "bare, code",
    "bare, files",
    "plain, code",
    "plain, files",
    "ingestion, code",
    "ingestion, files",
    "ingestion-during-scoring, code",
    "ingestion-during-scoring, files"
  })
  void containers_see_what_the_table_says_and_nothing_else(String task, String submission)
      throws IOException {
    try (var outcome = run(plan(task, copy("submissions/" + submission), null, closed(task)))) {
      assertThat(outcome.outcome().failure()).isNull();
      assertListing(task + "-" + submission, _ -> true);
      assertThat(facts())
          .allMatch(line -> !line.contains(" user ") || line.endsWith("unprivileged"))
          .allMatch(line -> !line.contains(" network ") || line.endsWith(" lo"))
          .allMatch(line -> !line.contains("sees-what-ingestion-outputs") || line.endsWith("no"))
          .allMatch(line -> !line.contains("sees-what-ingestion-shares") || line.endsWith("yes"));
    }
  }

  @Test
  void scoring_again_shows_the_stored_predictions_and_no_other_container() throws IOException {
    var stored = Files.createDirectories(root.resolve("stored"));
    Files.writeString(stored.resolve("from-ingestion.txt"), "");
    Files.writeString(stored.resolve("from-submission.txt"), "");
    Files.writeString(stored.resolve("metadata"), "exitCode: 0\n");
    OpenTree.open(stored);
    try (var outcome = run(plan("ingestion", null, stored, closed("ingestion")))) {
      assertThat(outcome.outcome().failure()).isNull();
      assertListing("ingestion-code", line -> line.startsWith("P scoring "));
    }
  }

  @Test
  void an_organiser_can_share_the_output_and_show_the_answers() throws IOException {
    var rules = new RunPlan.Rules(true, true, true, false);
    try (var outcome =
        run(plan("ingestion-during-scoring", copy("submissions/files"), null, rules))) {
      assertThat(outcome.outcome().failure()).isNull();
      assertThat(lines("P ingestion "))
          .anyMatch(line -> line.contains(" /app/input/ref/mode.txt "));
      assertThat(facts()).contains("E scoring sees-what-ingestion-outputs yes");
    }
  }

  private static RunPlan.Rules closed(String task) {
    return new RunPlan.Rules(task.equals("ingestion-during-scoring"), false, false, false);
  }

  private static Path copy(String folder) throws IOException {
    var target = Files.createDirectories(root.resolve("trees").resolve(folder));
    FolderCopy.copy(PROBE.resolve(folder), target);
    OpenTree.open(target);
    return target;
  }

  private static RunPlan plan(
      String task, @Nullable Path submission, @Nullable Path predictions, RunPlan.Rules rules)
      throws IOException {
    boolean hasData = !task.equals("bare");
    boolean hasIngestion = task.startsWith("ingestion");
    return new RunPlan(
        "assay/python:3.11",
        Duration.ofSeconds(60),
        Sandboxing.CLOSED,
        new RunPlan.Folders(
            submission,
            predictions,
            copy("scoring_program"),
            hasIngestion ? copy("ingestion_program") : null,
            hasData ? copy("input_data") : null,
            hasData ? copy("reference_data/" + task) : null),
        rules,
        Map.of("test", root.toString()));
  }

  @Test
  void data_of_the_worker_is_found_where_its_owner_gives_it_and_cannot_be_changed()
      throws IOException {
    var data = Files.createDirectories(root.resolve("confidential"));
    Files.writeString(data.resolve("mode.txt"), "secret");
    OpenTree.open(data);
    var task = "ingestion-during-scoring";
    var plan = plan(task, copy("submissions/files"), null, closed(task));
    var given = new Ceiling(false, false, false, new HostData(data, false));
    try (var outcome = run(plan, given)) {
      assertThat(outcome.outcome().failure()).isNull();
      assertThat(lines("P "))
          .filteredOn(line -> line.contains(" /app/data/mode.txt "))
          .singleElement()
          .asString()
          .startsWith("P scoring ")
          .endsWith(" ro");
    }
  }

  private RunOutcome run(RunPlan plan) {
    return run(plan, Ceiling.CLOSED);
  }

  private RunOutcome run(RunPlan plan, Ceiling ceiling) {
    return new EvaluationRunner(
            engine,
            new ImageMap(Map.of(), Clock.systemUTC()),
            ceiling,
            SandboxLimits.sharing(2, 4L << 30, 1),
            root.resolve("scratch"),
            Clock.systemUTC())
        .run(plan, heard);
  }

  /** Where the expected line ends in a dash, writable or not will do. */
  private void assertListing(String name, Predicate<String> part) throws IOException {
    var expected =
        Files.readAllLines(PROBE.resolve("expected").resolve(name + ".txt")).stream()
            .filter(line -> line.startsWith("P "))
            .filter(part)
            .toList();
    var found = new ArrayList<>(lines("P "));
    for (int i = 0; i < Math.min(expected.size(), found.size()); i++) {
      if (expected.get(i).endsWith(" -")) {
        found.set(i, found.get(i).replaceFirst(" r[ow]$", " -"));
      }
    }
    assertThat(found).containsExactlyElementsOf(expected);
  }

  private List<String> facts() {
    return lines("E ");
  }

  private List<String> lines(String prefix) {
    return Stream.of(
            LogStream.of(Step.PREDICT, Program.INGESTION, false),
            LogStream.of(Step.PREDICT, Program.PROGRAM, false),
            LogStream.of(Step.SCORE, Program.INGESTION, false),
            LogStream.of(Step.SCORE, Program.PROGRAM, false))
        .flatMap(stream -> heard.log(stream).lines())
        .filter(line -> line.startsWith(prefix))
        .sorted()
        .toList();
  }
}
