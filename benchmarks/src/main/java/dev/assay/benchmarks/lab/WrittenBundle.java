package dev.assay.benchmarks.lab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;

/** Bundles and submissions for {@link FakeWorkers}, as folders. */
public final class WrittenBundle {
  private static final String LOGO =
      "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";

  private static final String DEFINITION =
      """
      version: 2
      title: Simulated
      image: logo.png
      terms: terms.md
      docker_image: assay/python:3.11
      registration_auto_approve: true
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

  private WrittenBundle() {}

  /** A competition whose scorer is {@code score}. */
  public static Path competition(Path folder) {
    try {
      var bundle = Files.createDirectories(folder.resolve("bundle"));
      Files.write(bundle.resolve("logo.png"), Base64.getDecoder().decode(LOGO));
      Files.writeString(bundle.resolve("overview.md"), "Simulated.\n");
      Files.writeString(bundle.resolve("terms.md"), "None.\n");
      var program = Files.createDirectories(bundle.resolve("scoring_program"));
      Files.writeString(program.resolve("metadata.yaml"), "command: score\n");
      Files.writeString(bundle.resolve("competition.yaml"), DEFINITION);
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
      Files.writeString(submission.resolve("metadata.yaml"), "command: predict\n");
      Files.writeString(submission.resolve("plan.txt"), plan + "\n");
      return submission;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
