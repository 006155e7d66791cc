package dev.assay.bundle.competition;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.bundle.Finding;
import dev.assay.bundle.FindingCode;
import dev.assay.bundle.SampleBundle;
import dev.assay.bundle.Severity;
import dev.assay.bundle.ZipBuilder;
import dev.assay.bundle.archive.ArchiveLimits;
import dev.assay.bundle.archive.BundleSource;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each cause of a finding, provoked by the smallest bundle that has it. */
class FindingCodesTest {
  private static final String KEY = "412ea3a9-c87e-4044-a479-3105d49a0ef4";
  private static final String COLUMN = "key: accuracy";
  private static final String END = "end: 2026-02-01";
  private static final String LEGACY =
      """
      title: Flowers
      image: logo.png
      html:
        Overview: overview.md
        terms: terms.md
      phases:
        1:
          phasenumber: 1
          label: Only
          start_date: 2026-01-01
          scoring_program: scoring
      leaderboard:
        leaderboards:
          Results: {label: RESULTS}
        columns:
          accuracy:
            leaderboard: {label: RESULTS}
            label: Accuracy
      """;

  @TempDir Path folder;

  /** How a cause is provoked: by a bundle, a task bundle, or elsewhere. */
  private sealed interface Cause {
    record Bundle(SampleBundle bundle, Severity severity) implements Cause {}

    record Zip(ZipBuilder zip, Severity severity) implements Cause {}

    record Task(String yaml, Severity severity) implements Cause {}
  }

  private static final Map<FindingCode, Cause> CAUSES = new EnumMap<>(FindingCode.class);

  private static void error(String code, SampleBundle bundle) {
    CAUSES.put(FindingCode.of(code), new Cause.Bundle(bundle, Severity.ERROR));
  }

  private static void warning(String code, SampleBundle bundle) {
    CAUSES.put(FindingCode.of(code), new Cause.Bundle(bundle, Severity.WARNING));
  }

  private static void remark(String code, SampleBundle bundle) {
    CAUSES.put(FindingCode.of(code), new Cause.Bundle(bundle, Severity.INFO));
  }

  private static SampleBundle with(String old, String replacement) {
    return new SampleBundle().replace(old, replacement);
  }

  private static SampleBundle plus(String line) {
    return new SampleBundle().append(line + "\n");
  }

  private static SampleBundle legacy(String old, String replacement) {
    return new SampleBundle().yaml(LEGACY).replace(old, replacement);
  }

  private static SampleBundle inScorer(String line) {
    return new SampleBundle().file("scoring/score.py", "accuracy = 1\n" + line + "\n");
  }

  private static SampleBundle metadata(String text) {
    return new SampleBundle().file("scoring/metadata.yaml", text);
  }

  private static ZipBuilder sampleZip() {
    return new ZipBuilder()
        .file("competition.yaml", SampleBundle.YAML)
        .file("terms.md", "Be fair.");
  }

  static {
    archives();
    references();
    competition();
    tasks();
    phases();
    boards();
    programs();
    legacy();
  }

  /** Those that only the site or a run can know; their tests are there. */
  private static final Set<FindingCode> ELSEWHERE =
      EnumSet.of(
          FindingCode.ARC_01,
          FindingCode.REF_05,
          FindingCode.PHA_15,
          FindingCode.LEG_00,
          FindingCode.RUN_01,
          FindingCode.RUN_02,
          FindingCode.RUN_03,
          FindingCode.RUN_04,
          FindingCode.RUN_05,
          FindingCode.RUN_06,
          FindingCode.RUN_07);

  private static void archives() {
    zip("ARC-02", new ZipBuilder().file("a.txt", ""), Severity.ERROR);
    zip("ARC-04", sampleZip().file("../evil", ""), Severity.ERROR);
    zip("ARC-05", sampleZip().add(ZipBuilder.Entry.link("link", "terms.md")), Severity.WARNING);
    zip("ARC-06", sampleZip().file("terms.md", "twice"), Severity.WARNING);
    zip("ARC-07", sampleZip().file("a/".repeat(200) + "b", ""), Severity.ERROR);
    zip("ARC-08", sampleZip().file("__MACOSX/x", "").file(".DS_Store", ""), Severity.INFO);
    zip("ARC-09", sampleZip().file("a\\b.txt", ""), Severity.WARNING);
    warning("ARC-03", new SampleBundle().inFolder("wrapped"));
    remark("ARC-10", new SampleBundle().file("notes.txt", "nobody reads me"));
    error("YML-01", plus("\tx: [1"));
    error("YML-02", new SampleBundle().yaml("- a\n"));
    error("YML-03", with("version: 2", "version: 3"));
    remark("YML-04", new SampleBundle().yaml(LEGACY));
    warning("YML-05", with("version: 2", ""));
    warning("YML-06", plus("title: Again"));
    warning("YML-07", plus("tittle: x"));
    remark("YML-08", with(END, "status: Current\n    " + END));
    error("YML-09", new SampleBundle().file("terms.md", new byte[] {(byte) 0xff, 'a'}));
    error("YML-10", plus("x: !!python/object:os.system y"));
  }

  private static void zip(String code, ZipBuilder zip, Severity severity) {
    CAUSES.put(FindingCode.of(code), new Cause.Zip(zip, severity));
  }

  private static void task(String code, String yaml, Severity severity) {
    CAUSES.put(FindingCode.of(code), new Cause.Task(yaml, severity));
  }

  private static void references() {
    error("REF-01", with("scoring/", "nowhere"));
    error("REF-02", with("scoring/", "../scoring"));
    warning("REF-03", with("reference_data: reference", "reference_data:"));
    task("REF-04", "name: a\ndescription: b\nscoring_program: {key: mine}\n", Severity.ERROR);
    remark(
        "REF-06",
        with("reference_data: reference", "reference_data: " + KEY).file(KEY, zipOf("a", "b")));
    warning("REF-07", with("image: logo.png", "image: LOGO.png"));
    warning("REF-08", with("data: reference", "data: data.csv").file("data.csv", "1"));
    remark("REF-09", with("reference_data: reference", "reference_data: scoring"));
    warning(
        "REF-10", with("data: reference", "data: e.zip").file("e.zip", new ZipBuilder().bytes()));
    warning("REF-11", with("scoring/", "p.zip").file("p.zip", zipOf("x/metadata", "command: a")));
    warning("REF-12", with(END, "public_data: kit\n    " + END).file("kit/answers.csv", "1"));
  }

  private static byte[] zipOf(String name, String content) {
    return new ZipBuilder().file(name, content).bytes();
  }

  private static void competition() {
    error("CMP-01", with("title: Flowers", "title: ''"));
    error("CMP-02", with("image: logo.png", ""));
    error("CMP-03", with("image: logo.png", "image: terms.md"));
    error("CMP-04", with("terms: terms.md", ""));
    error("CMP-05", plus("docker_image: a b"));
    error("CMP-06", plus("forum_enabled: 2"));
    error("CMP-07", plus("competition_type: Benchmark"));
    error("CMP-08", plus("contact_email: jane"));
    error("CMP-09", plus("queue: main"));
    error("CMP-10", plus("reward: [1]"));
    warning("CMP-11", plus("forum_enabled:"));
    remark("CMP-12", plus("published: true"));
    warning("CMP-13", plus("docker_image: registry:5000/vendor/tool"));
    warning("PAG-01", with("pages:\n  - title: Overview\n    file: overview.md", "pages: []"));
    error("PAG-02", with("title: Overview", "titel: Overview"));
    error("PAG-03", with("file: overview.md", "file: none.md"));
    warning("PAG-04", new SampleBundle().file("overview.md", ""));
    error("FCT-01", plus("fact_sheet: [1]"));
    error("FCT-02", plus("fact_sheet: {a: {key: a}}"));
    error("FCT-03", factSheet("key: b, type: text, selection: '', is_required: 'true'"));
    error("FCT-04", factSheet("key: a, type: date, selection: '', is_required: 'true'"));
    warning("FCT-05", factSheet("key: a, type: text, selection: '', is_required: true"));
    warning("FCT-06", factSheet("key: a, type: select, selection: '', is_required: 'true'"));
    error("ASY-01", plus("assay: {network: all}"));
    warning("ASY-02", plus("assay: {share_output: true}"));
  }

  private static SampleBundle factSheet(String keys) {
    return plus("fact_sheet: {a: {" + keys + ", title: T, is_on_leaderboard: 'false'}}");
  }

  private static void tasks() {
    error("TSK-01", with("tasks:\n  - index: 0", "task:\n  - index: 0"));
    error("TSK-02", with("index: 0\n    name: Iris", "name: Iris"));
    error("TSK-03", with("phases:", "  - {index: 0, name: B, scoring_program: scoring}\nphases:"));
    error("TSK-04", with("scoring_program: scoring/", ""));
    error("TSK-05", with("name: Iris", "name: " + "x".repeat(257)));
    error("TSK-06", with("name: Iris", "key: mine"));
    warning("TSK-07", with("name: Iris", "name: Iris\n    key: " + KEY));
    warning("TSK-08", with("tasks: [0]", "tasks: []"));
    warning("TSK-09", with("name: Iris", "name: Iris\n    ingestion_only_during_scoring: yes"));
    warning("TSK-10", with("tasks: [0]", "tasks: ['0']"));
    task("TSK-11", "name: a\nscoring_program: {key: " + KEY + "}\n", Severity.WARNING);
    task("TSK-12", "name: a\nscoring_program: parts.zip\n", Severity.WARNING);
    error("SOL-01", plus("solutions: [{path: scoring, tasks: [0]}]"));
    error("SOL-02", plus("solutions: [{index: 0, path: scoring, tasks: [7]}]"));
    error("SOL-03", plus("solutions: [{index: 0, tasks: [0]}]"));
    warning("SOL-04", plus("solutions: [{index: 0, key: mine, path: scoring, tasks: [0]}]"));
    warning(
        "SOL-05",
        plus(
            "solutions: [{index: 0, path: scoring, tasks: [0]}, {index: 0, path: scoring, tasks: [0]}]"));
  }

  private static void phases() {
    error("PHA-01", with("phases:", "phase:"));
    error("PHA-02", with("name: Second", "nam: Second"));
    error("PHA-03", with("start: 2026-02-02", "start:"));
    error("PHA-04", with("start: 2026-02-02", "start: 12:30:00"));
    error("PHA-05", with("tasks: [0]\nleaderboards", "leaderboards"));
    error("PHA-06", with("tasks: [0]", "tasks: [7]"));
    error("PHA-07", with(END, ""));
    error("PHA-08", with(END, "end: 2026-03-01"));
    remark("PHA-09", with("start: 2026-02-02", "start: 2026-02-01"));
    warning("PHA-10", with("start: 2026-01-01", "start: 2026-02-01"));
    remark("PHA-11", with("start: 2026-02-02", "start: 2026-02-02 10:00:00"));
    remark("PHA-12", with("start: 2026-02-02", "start: '2026-02-02 10:00:00+02:00'"));
    warning("PHA-13", with("start: 2026-02-02", "start: 3-2-2026"));
    error("PHA-14", with(END, "auto_migrate_to_this_phase: true\n    " + END));
    error("PHA-16", with(END, "max_submissions: -1\n    " + END));
    warning("PHA-17", with(END, "max_submissions_per_person: 7\n    " + END));
    warning("PHA-18", with("index: 1", "index: 0"));
    remark("PHA-19", with(END, "accepts_only_result_submissions: true\n    " + END));
    remark("PHA-20", with("start: 2026-02-02", "start: 2026-02-20"));
    warning("PHA-21", with("start: 2026-02-02", "start: 2026-03"));
    warning("PHA-22", with(END, "execution_time_limit: 0\n    " + END));
  }

  private static void boards() {
    error("LDB-01", with("leaderboards:", "boards:"));
    warning(
        "LDB-02", plus("  - {title: B, key: b, columns: [{title: A, key: accuracy, index: 0}]}"));
    error("LDB-03", with("key: main", "key: main\n    submission_rule: force_last"));
    error(
        "LDB-04",
        with(
            "columns:\n      - title: Accuracy\n        key: accuracy\n        index: 0",
            "columns: []"));
    warning("LDB-05", with("key: main", "key: main\n    primary_index: 3"));
    error("LDB-06", with("key: main", "key: " + "x".repeat(37)));
    error("COL-01", with(COLUMN + "\n        index: 0", COLUMN));
    error("COL-02", with(COLUMN, "key: " + "x".repeat(37)));
    error("COL-03", with("title: Accuracy", "title: " + "x".repeat(37)));
    error("COL-04", with(COLUMN, COLUMN + "\n        sorting: down"));
    error("COL-05", computed("median", "[0]"));
    error("COL-06", with(COLUMN, COLUMN + "\n        computation: avg"));
    error("COL-07", with(COLUMN, COLUMN + "\n        computation_indexes: [0]"));
    error("COL-08", computed("avg", "[1]"));
    error("COL-09", computed("avg", "[9]"));
    warning(
        "COL-10",
        plus(
            "      - {title: B, key: b, index: 1, computation: sum, computation_indexes: [2]}\n"
                + "      - {title: C, key: c, index: 2, computation: sum, computation_indexes: [0]}"));
    error("COL-11", with(COLUMN, COLUMN + "\n        precision: many"));
    warning("COL-12", with(COLUMN, COLUMN + "\n        hidden: yes"));
  }

  private static SampleBundle computed(String operation, String indexes) {
    return plus(
        "      - {title: B, key: b, index: 1, computation: %s, computation_indexes: %s}"
            .formatted(operation, indexes));
  }

  private static void programs() {
    warning("PRG-01", new SampleBundle().without("scoring/metadata.yaml"));
    warning("PRG-02", metadata("description: x"));
    warning("PRG-03", metadata("command: ["));
    warning("PRG-04", metadata("command: [python3, score.py]"));
    warning("PRG-05", metadata("command: python3 score.py $inptu"));
    warning("PRG-06", metadata("command: python3 score.py > log"));
    warning("PRG-07", inScorer("open('/app/ingestion_program/x')"));
    warning("PRG-08", metadata("command: python3 gone.py"));
    warning(
        "PRG-09",
        with(
                "name: Iris",
                "name: Iris\n    ingestion_program: ing\n    ingestion_only_during_scoring: yes")
            .file("ing/metadata", "command: cat $hidden/labels"));
    remark("PRG-10", new SampleBundle().file("scoring/metadata", "command: a"));
    warning("PRG-11", inScorer("os.system('pip install numpy')"));
    warning("PRG-12", with(COLUMN, "key: acuracy"));
    warning("PRG-13", inScorer("requests.get(url)"));
    warning("PRG-14", inScorer("os.chown(path, 0, 0)"));
    warning("PRG-15", inScorer("open('/opt/cache.bin', 'wb')"));
  }

  private static void legacy() {
    warning("ASY-03", plus("collaborators: [ada]"));
    remark("ASY-04", with("name: Iris", "name: Iris\n    is_public: true"));
    error("LEG-01", legacy("html:", "htm:"));
    error("LEG-02", legacy("terms: terms.md", "rules: terms.md"));
    error("LEG-03", legacy("    label: Only\n", ""));
    warning("LEG-04", legacy("label: Accuracy", "computed: {operation: Avg, fields: b}"));
    warning("LEG-05", legacy("label: Only", "label: Only\n    is_parallel_parent: true"));
    warning("LEG-06", legacy("title:", "force_submission_to_leaderboard: true\ntitle:"));
    warning("LEG-07", legacy("leaderboard: {label: RESULTS}", "leaderboard: {label: Other}"));
    error("LEG-08", legacy("Results: {label", "Empty: {label: E}\n    Results: {label"));
    warning("LEG-09", legacy("    scoring_program: scoring\n", ""));
    remark("LEG-10", legacy("title:", "admin_names: ada\ntitle:"));
    remark(
        "LEG-11",
        legacy(
            "leaderboard:\n",
            "  2: {phasenumber: 2, label: B, start_date: 2026-03-01, scoring_program: scoring}\nleaderboard:\n"));
    remark("LEG-12", legacy("title:", "allow_teams: true\ntitle:"));
  }

  static Stream<FindingCode> codes() {
    return EnumSet.complementOf(EnumSet.copyOf(ELSEWHERE)).stream();
  }

  @ParameterizedTest
  @MethodSource("codes")
  void each_cause_is_found_where_it_is(FindingCode code) throws IOException {
    switch (cause(code)) {
      case Cause.Bundle(var bundle, var severity) -> check(code, severity, bundle.findings());
      case Cause.Zip(var zip, var severity) -> check(code, severity, read(zip));
      case Cause.Task(var yaml, var severity) -> check(code, severity, readTask(yaml));
    }
  }

  private static Cause cause(FindingCode code) {
    return Objects.requireNonNull(CAUSES.get(code), "no bundle provokes " + code.text());
  }

  private static void check(FindingCode code, Severity severity, List<Finding> findings) {
    List<Finding> found = findings.stream().filter(f -> f.code() == code).toList();
    assertThat(found).as(findings.toString()).isNotEmpty();
    Finding finding = found.getFirst();
    assertThat(finding.severity()).as(finding.toString()).isEqualTo(severity);
    assertThat(finding.message()).endsWith(".");
    assertThat(finding.place().file()).isNotNull();
    assertThat(severity == Severity.INFO || finding.fix() != null)
        .as("what to do about %s", finding)
        .isTrue();
  }

  private List<Finding> read(ZipBuilder zip) throws IOException {
    Path file = Files.write(folder.resolve("bundle.zip"), zip.bytes());
    try (var source = BundleSource.open(file, ArchiveLimits.forBundles())) {
      return new BundleReader(SampleBundle.CLOCK).read(source).findings();
    }
  }

  private List<Finding> readTask(String yaml) throws IOException {
    ZipBuilder zip =
        new ZipBuilder().file("task.yaml", yaml).file("parts.zip", zipOf("metadata", "command: a"));
    Path file = Files.write(folder.resolve("task.zip"), zip.bytes());
    try (var source = BundleSource.open(file, ArchiveLimits.forBundles())) {
      return new TaskBundleReader(SampleBundle.CLOCK).read(source).findings();
    }
  }

  @Test
  void what_is_no_zip_is_said_to_be_none() throws IOException {
    Path file = Files.write(folder.resolve("b.zip"), "hello".getBytes(StandardCharsets.UTF_8));
    try (var source = BundleSource.open(file, ArchiveLimits.forBundles())) {
      assertThat(new BundleReader(SampleBundle.CLOCK).read(source).findings())
          .extracting(Finding::code)
          .containsExactly(FindingCode.ARC_01);
    }
  }

  @Test
  void what_codabench_refuses_is_an_error_for_those_who_ask() {
    for (String code :
        List.of("ARC-03", "YML-05", "CMP-11", "PAG-01", "PAG-04", "TSK-10", "SOL-04", "PHA-09")) {
      var bundle = ((Cause.Bundle) cause(FindingCode.of(code))).bundle();
      assertThat(bundle.findings().stream().map(Finding::asCodabenchSeesIt))
          .as(code)
          .anyMatch(finding -> finding.code().text().equals(code) && finding.isError());
    }
    for (SampleBundle bundle :
        List.of(
            with("leaderboards:", "leaderboard:"),
            with(COLUMN, COLUMN + "\n        computation:"),
            legacy("label: Accuracy", "label: " + "x".repeat(37)))) {
      assertThat(bundle.findings()).noneMatch(Finding::isError);
      assertThat(bundle.findings().stream().map(Finding::asCodabenchSeesIt))
          .anyMatch(Finding::isError);
    }
  }

  @Test
  void what_codabench_accepts_stays_a_warning_for_those_who_ask() {
    SampleBundle bundle = computed("avg", "[]");
    assertThat(bundle.codes()).contains("COL-06 W");
    assertThat(bundle.findings().stream().map(Finding::asCodabenchSeesIt))
        .noneMatch(Finding::isError);
  }
}
