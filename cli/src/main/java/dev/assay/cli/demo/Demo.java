package dev.assay.cli.demo;

import dev.assay.cli.Stopped;
import dev.assay.cli.site.ImportWatch;
import dev.assay.cli.site.SiteClient;
import dev.assay.cli.site.SubmissionWatch;
import dev.assay.cli.site.ZippedFolder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;

/** Loads the samples, submits to them, and compares what comes of it with what must. */
public final class Demo {
  /** One of code submissions with an ingestion program, one of results only. */
  private static final List<String> BENCHMARKS = List.of("iris", "digits");

  private static final Duration PATIENCE = Duration.ofMinutes(5);

  private final SiteClient visitor;
  private final DemoAccounts accounts;
  private final DemoState state;
  private final Path samples;
  private final Consumer<String> say;

  public Demo(SiteClient visitor, Path dataFolder, Path samples, Consumer<String> say) {
    this.visitor = visitor;
    this.accounts = new DemoAccounts(visitor, dataFolder);
    this.state = DemoState.in(dataFolder);
    this.samples = samples;
    this.say = say;
  }

  /** What came of one benchmark. */
  public record Shown(
      String title, String url, List<Row> rows, List<JsonNode> failures, List<String> deviations) {
    public Shown {
      rows = List.copyOf(rows);
      failures = List.copyOf(failures);
      deviations = List.copyOf(deviations);
    }
  }

  /** A row of the leaderboard as the site tells it. */
  public record Row(int rank, String participant, String submission, Map<String, Double> scores) {}

  /** Does what has not been done yet. Everything is sent before anything is waited for. */
  public List<Shown> play() {
    var expected = Expected.read(samples, BENCHMARKS);
    expected.forEach(this::load);
    expected.forEach(this::submitAll);
    return expected.stream().map(this::show).toList();
  }

  private void load(Expected benchmark) {
    var name = benchmark.benchmark();
    if (state.has(name)) {
      return;
    }
    var admin = accounts.administrator();
    try (var zip = ZippedFolder.of(samples.resolve(name))) {
      say.accept("uploading the sample benchmark " + name);
      var accepted = admin.upload("/api/v1/competitions/upload", zip.file(), zip.name());
      var competition = awaitImport(admin, name, accepted.path("import").asLong());
      admin.post("/api/v1/competitions/" + competition + "/publish", Map.of());
      state.put(name, competition);
    }
  }

  private static long awaitImport(SiteClient admin, String name, long id) {
    var ended = new ImportWatch(admin).await(id, PATIENCE);
    if (!ended.path("state").asString().equals("finished")) {
      throw Stopped.byMachine("The sample benchmark %s was not taken: %s".formatted(name, ended));
    }
    return ended.path("competition").asLong();
  }

  private void submitAll(Expected benchmark) {
    var phase = phaseId(benchmark);
    for (var name : benchmark.submissions()) {
      var key = benchmark.benchmark() + "/" + name;
      if (!state.has(key)) {
        var best =
            !benchmark.ranked().isEmpty()
                && benchmark.ranked().getFirst().submission().equals(name);
        var who =
            best ? accounts.participant("grace", "Grace") : accounts.participant("ada", "Ada");
        join(who, benchmark);
        try (var zip =
            ZippedFolder.of(
                samples.resolve(benchmark.benchmark()).resolve("submissions").resolve(name))) {
          var receipt =
              who.upload("/api/v1/phases/" + phase + "/submissions", zip.file(), zip.name());
          state.put(key, receipt.path("id").asLong());
          say.accept(
              "submitted %s to %s as submission %d"
                  .formatted(name, benchmark.benchmark(), receipt.path("id").asLong()));
        }
      }
    }
  }

  private void join(SiteClient who, Expected benchmark) {
    who.post(
        "/api/v1/competitions/" + state.get(benchmark.benchmark()) + "/join",
        Map.of("acceptTerms", true));
  }

  private long phaseId(Expected benchmark) {
    for (var phase : accounts.administrator().get(path(benchmark)).path("phases")) {
      if (phase.path("name").asString().equals(benchmark.phase())) {
        return phase.path("id").asLong();
      }
    }
    throw Stopped.byMachine(
        "The competition " + benchmark.benchmark() + " has no phase " + benchmark.phase() + ".");
  }

  private String path(Expected benchmark) {
    return "/api/v1/competitions/" + state.get(benchmark.benchmark());
  }

  private Shown show(Expected benchmark) {
    var admin = accounts.administrator();
    var watch = new SubmissionWatch(admin, say);
    Map<Long, String> names = new LinkedHashMap<>();
    List<JsonNode> failures = new ArrayList<>();
    for (var name : benchmark.submissions()) {
      var id = state.get(benchmark.benchmark() + "/" + name);
      names.put(id, name);
      var ended = watch.await(id, PATIENCE);
      if (!ended.path("state").asString().equals("finished")) {
        failures.add(ended);
      }
    }
    List<Row> rows =
        rows(admin.get("/api/v1/phases/" + phaseId(benchmark) + "/leaderboard"), names);
    var failed = failures.stream().map(one -> names.get(one.path("id").asLong())).toList();
    return new Shown(
        admin.get(path(benchmark)).path("title").asString(),
        visitor.site() + "/competitions/" + state.get(benchmark.benchmark()),
        rows,
        failures,
        Comparison.deviations(benchmark, rows, failed));
  }

  private static List<Row> rows(JsonNode leaderboard, Map<Long, String> names) {
    List<Row> rows = new ArrayList<>();
    for (var row : leaderboard.path("rows")) {
      Map<String, Double> scores = new LinkedHashMap<>();
      row.path("scores")
          .properties()
          .forEach(score -> scores.put(score.getKey(), score.getValue().asDouble()));
      var submission = row.path("submission").asLong();
      rows.add(
          new Row(
              row.path("rank").asInt(),
              row.path("participant").asString(),
              names.getOrDefault(submission, "#" + submission),
              scores));
    }
    return rows;
  }
}
