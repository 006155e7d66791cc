package dev.assay.cli.demo;

import dev.assay.cli.Stopped;
import dev.assay.contract.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * What {@code samples/expected.json} says must come of a benchmark's sample submissions.
 *
 * @param ranked in the order of the leaderboard
 * @param failing names of submissions that must fail
 */
record Expected(
    String benchmark, String phase, List<Entry> ranked, List<String> failing, double tolerance) {

  /** One row of the leaderboard. */
  record Entry(String submission, Map<String, Double> scores) {}

  /** The first phase of each benchmark that is to be shown. */
  static List<Expected> read(Path samples, List<String> benchmarks) {
    JsonNode file;
    try {
      file = Json.MAPPER.readTree(Files.readString(samples.resolve("expected.json")));
    } catch (IOException e) {
      throw Stopped.byMachine(
          "Cannot read " + samples.resolve("expected.json") + ": is the source tree complete?");
    }
    return benchmarks.stream()
        .map(
            name ->
                read(
                    name,
                    file.path("benchmarks").path(name).path(0),
                    file.path("tolerance").asDouble()))
        .toList();
  }

  private static Expected read(String benchmark, JsonNode phase, double tolerance) {
    List<Entry> ranked = new ArrayList<>();
    for (var row : phase.path("leaderboard")) {
      Map<String, Double> scores = new LinkedHashMap<>();
      row.path("scores")
          .properties()
          .forEach(score -> scores.put(score.getKey(), score.getValue().asDouble()));
      ranked.add(new Entry(row.path("submission").asString(), scores));
    }
    List<String> failing = new ArrayList<>();
    phase.path("failures").forEach(failure -> failing.add(failure.path("submission").asString()));
    return new Expected(benchmark, phase.path("phase").asString(), ranked, failing, tolerance);
  }

  /** In the order they are sent: from the last rank up, then those that fail. */
  List<String> submissions() {
    List<String> names =
        new ArrayList<>(ranked.reversed().stream().map(Entry::submission).toList());
    names.addAll(failing);
    return names;
  }
}
