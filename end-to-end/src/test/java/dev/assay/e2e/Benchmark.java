package dev.assay.e2e;

import static org.awaitility.Awaitility.await;

import dev.assay.bundle.archive.FolderZip;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** A competition on a running site, made from a bundle, and the sending of submissions to it. */
final class Benchmark {
  private static final Set<String> FINAL = Set.of("finished", "failed", "cancelled");

  private final Http organiser;
  private final long competition;

  private Benchmark(Http organiser, long competition) {
    this.organiser = organiser;
    this.competition = competition;
  }

  static byte[] zip(Path folder) {
    try {
      var zip = Files.createTempDirectory("e2e").resolve("it.zip");
      FolderZip.write(folder, zip);
      return Files.readAllBytes(zip);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Uploads a bundle, waits for the competition, publishes it. */
  static Benchmark upload(Http organiser, byte[] bundle) {
    var id =
        organiser
            .upload("/api/v1/competitions/upload", "bundle.zip", bundle)
            .path("import")
            .asLong();
    var done = awaitImport(organiser, id);
    if (!done.path("state").asString().equals("finished")) {
      throw new AssertionError("The bundle was not taken: " + done);
    }
    var competition = done.path("competition").asLong();
    organiser.postJson("/api/v1/competitions/" + competition + "/publish", Map.of());
    return new Benchmark(organiser, competition);
  }

  static JsonNode awaitImport(Http organiser, long id) {
    return await("import " + id)
        .atMost(Duration.ofSeconds(60))
        .pollInterval(Duration.ofMillis(100))
        .until(
            () -> organiser.get("/api/v1/imports/" + id),
            now -> !Set.of("queued", "running").contains(now.path("state").asString()));
  }

  long id() {
    return competition;
  }

  long phase() {
    return organiser
        .get("/api/v1/competitions/" + competition)
        .path("phases")
        .get(0)
        .path("id")
        .asLong();
  }

  void join(Http participant) {
    participant.postJson(
        "/api/v1/competitions/" + competition + "/join", Map.of("acceptTerms", true));
  }

  long submit(Http participant, Path folder) {
    return submit(participant, zip(folder));
  }

  long submit(Http participant, byte[] zip) {
    return participant
        .upload("/api/v1/phases/" + phase() + "/submissions", "submission.zip", zip)
        .path("id")
        .asLong();
  }

  static JsonNode awaitFinal(Http reader, long submission) {
    return await("submission " + submission)
        .atMost(Duration.ofSeconds(120))
        .pollInterval(Duration.ofMillis(100))
        .ignoreExceptions()
        .until(
            () -> reader.get("/api/v1/submissions/" + submission),
            now -> FINAL.contains(now.path("state").asString()));
  }

  /** A bundle of two small Python programs, given as text, in the image that the tests have. */
  static byte[] bundle(String scoringProgram, String more) {
    return bundleIn(IMAGE, scoringProgram, more);
  }

  /** The same in another image. */
  static byte[] bundleIn(String image, String scoringProgram, String more) {
    try {
      var folder = Files.createTempDirectory("e2e");
      Files.copy(Home.sample("tiny").resolve("logo.png"), folder.resolve("logo.png"));
      Files.writeString(folder.resolve("overview.md"), "A test.\n");
      Files.writeString(folder.resolve("terms.md"), "None.\n");
      var program = Files.createDirectories(folder.resolve("scoring_program"));
      Files.writeString(program.resolve("metadata.yaml"), "command: python3 score.py\n");
      Files.writeString(program.resolve("score.py"), scoringProgram);
      Files.writeString(folder.resolve("competition.yaml"), DEFINITION.formatted(image) + more);
      return zip(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static final String IMAGE = "assay/python:3.11";

  private static final String DEFINITION =
      """
      version: 2
      title: Test
      image: logo.png
      terms: terms.md
      docker_image: %s
      registration_auto_approve: true
      pages:
        - {title: Overview, file: overview.md}
      tasks:
        - {index: 0, name: Task, scoring_program: scoring_program}
      leaderboards:
        - title: Results
          key: main
          submission_rule: Force_Last
          columns:
            - {title: Score, key: score, index: 0, sorting: desc}
      """;

  static final String OPEN_PHASE =
      """
      phases:
        - {index: 0, name: Open, start: 2026-01-01, tasks: [0], max_submissions_per_day: 0, max_submissions: 0}
      """;

  /** A code submission: a Python program with its command. */
  static byte[] code(String program) {
    return zip(Map.of("metadata.yaml", "command: python3 run.py\n", "run.py", program));
  }

  static byte[] zip(Map<String, String> files) {
    try {
      var folder = Files.createTempDirectory("e2e");
      for (var file : new LinkedHashMap<>(files).entrySet()) {
        Files.writeString(folder.resolve(file.getKey()), file.getValue());
      }
      return zip(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
