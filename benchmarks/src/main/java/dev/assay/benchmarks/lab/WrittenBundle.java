package dev.assay.benchmarks.lab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;

/**
 * Bundles and submissions, as folders: Python programs for real containers, which {@link
 * FakeWorkers} know without running them.
 */
public final class WrittenBundle {
  private static final String LOGO =
      "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";

  private static final String DEFINITION =
      """
      version: 2
      title: %s
      image: logo.png
      terms: terms.md
      docker_image: assay/python:3.11
      registration_auto_approve: true
      %s
      pages:
        - {title: Overview, file: overview.md}
      tasks:
        - {index: 0, name: Task, scoring_program: scoring_program}
      phases:
        - {index: 0, name: Open, start: 2026-01-01, tasks: [0], max_submissions_per_day: 0, max_submissions: 0, execution_time_limit: 60}
      leaderboards:
        - title: Results
          key: main
          submission_rule: Force_Latest_Multiple
          columns:
            - {title: Score, key: score, index: 0, sorting: desc}
      """;

  static final String PREDICT = "predict.py";
  static final String SCORE = "score.py";

  private static final String PREDICTING =
      """
      import os, pathlib, time
      number, lines, millis = pathlib.Path("/app/program/plan.txt").read_text().split()
      for line in range(int(lines)):
          print(f"submission {number} says line {line}", flush=True)
          time.sleep(int(millis) / max(1, int(lines)) / 1000)
      pathlib.Path("/app/output/number.txt").write_text(number)
      if int(number) % 2:
          pathlib.Path("/app/output/ballast.txt").write_text(os.urandom(100_000).hex())
      """;

  private static final String SCORING =
      """
      import json, pathlib
      number = pathlib.Path("/app/input/res/number.txt").read_text()
      print(f"scored {number}")
      pathlib.Path("/app/output/scores.json").write_text(json.dumps({"score": int(number)}))
      """;

  private WrittenBundle() {}

  /** What the prediction of a submission prints, so that whoever reads its log can tell. */
  static String line(String number, int line) {
    return "submission %s says line %d\n".formatted(number, line);
  }

  /** Whether its output is too large to come with the report, as that of every other one is. */
  static boolean hasBallast(String number) {
    return Integer.parseInt(number) % 2 == 1;
  }

  /** What scoring prints. */
  static String scored(String number) {
    return "scored " + number + "\n";
  }

  /** A competition whose score is the submission's number, in the default queue. */
  public static Path competition(Path folder) {
    return competition(folder, "Simulated", "");
  }

  /** The same in this queue. */
  static Path competitionIn(Path folder, String queueKey) {
    return competition(folder, "Containers", "queue: " + queueKey);
  }

  private static Path competition(Path folder, String title, String queue) {
    try {
      var bundle = Files.createDirectories(folder.resolve("bundle-" + title));
      Files.write(bundle.resolve("logo.png"), Base64.getDecoder().decode(LOGO));
      Files.writeString(bundle.resolve("overview.md"), "Simulated.\n");
      Files.writeString(bundle.resolve("terms.md"), "None.\n");
      var program = Files.createDirectories(bundle.resolve("scoring_program"));
      Files.writeString(program.resolve("metadata.yaml"), "command: python3 " + SCORE + "\n");
      Files.writeString(program.resolve(SCORE), SCORING);
      Files.writeString(bundle.resolve("competition.yaml"), DEFINITION.formatted(title, queue));
      return bundle;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A submission that prints so many lines over so long and scores its number. */
  public static Path submission(Path folder, int number, int lines, int milliseconds) {
    return submission(
        folder, Integer.toString(number), "%d %d %d".formatted(number, lines, milliseconds));
  }

  /** A submission that kills each worker that runs it. */
  public static Path poison(Path folder, int number) {
    return submission(folder, "poison-" + number, "poison");
  }

  private static Path submission(Path folder, String name, String plan) {
    try {
      var submission = Files.createDirectories(folder.resolve("submission-" + name));
      Files.writeString(submission.resolve("metadata.yaml"), "command: python3 " + PREDICT + "\n");
      Files.writeString(submission.resolve(PREDICT), PREDICTING);
      Files.writeString(submission.resolve("plan.txt"), plan + "\n");
      return submission;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
