package dev.assay.server.web;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;

/** The components with something to show in them. */
public record StyleguideView(Instant now) implements PageView {

  /** A time some seconds away. */
  public Instant later(long seconds) {
    return now.plus(Duration.ofSeconds(seconds));
  }

  /** What a program may print, colours and hostile sequences included. */
  public AnsiText printed() {
    return AnsiText.of(
        """
        \u001b[1mTraining\u001b[0m on 150 rows
        epoch 1 \u001b[32mloss 0.412\u001b[0m
        epoch 2 \u001b[33mloss 0.398 (plateau)\u001b[0m
        \u001b]0;a window title\u0007\u001b[2J<script>alert("only text")</script>
        \u001b[31mRuntimeWarning: overflow encountered in exp\u001b[0m
        """);
  }

  /** One badge of each tone. */
  public List<Badge> badges() {
    return List.of(
        new Badge(Tone.NEUTRAL, "Draft"),
        new Badge(Tone.WAITING, "Queued"),
        new Badge(Tone.ACTIVE, "Running"),
        new Badge(Tone.GOOD, "Scored"),
        new Badge(Tone.WARNING, "Draining"),
        new Badge(Tone.BAD, "Failed"),
        new Badge(Tone.OVER, "Cancelled"));
  }

  /** Steps under way. */
  public List<Step> steps() {
    return List.of(
        new Step("Received", Step.Progress.DONE, ""),
        new Step("Queued", Step.Progress.DONE, "4 s"),
        new Step("Prediction", Step.Progress.CURRENT, "12 s of 10 min"),
        new Step("Scoring", Step.Progress.AHEAD, ""),
        new Step("On the leaderboard", Step.Progress.AHEAD, ""));
  }

  /** Steps that ended badly. */
  public List<Step> failedSteps() {
    return List.of(
        new Step("Received", Step.Progress.DONE, ""),
        new Step("Queued", Step.Progress.DONE, "1 s"),
        new Step("Prediction", Step.Progress.SKIPPED, ""),
        new Step("Scoring", Step.Progress.FAILED, "exit code 1"),
        new Step("On the leaderboard", Step.Progress.AHEAD, ""));
  }

  /** A finding of each severity. */
  public List<Finding> findings() {
    return List.of(
        new Finding(
            Finding.Severity.ERROR,
            "PHA-08",
            "The phase “Final” has no end, and another phase follows it.",
            "competition.yaml:31 phases[0].end",
            "  - name: Final",
            "Write an end before 1 May 2026, when “Late entries” begins."),
        new Finding(
            Finding.Severity.WARNING,
            "YML-07",
            "The key “max_submision” is not known.",
            "competition.yaml:36 phases[0]",
            "    max_submision: 50",
            "Did you mean “max_submissions”?"),
        new Finding(
            Finding.Severity.NOTE, "", "Two files are not used by anything.", "", null, ""));
  }

  /** A plot with steps. */
  public Plot plot() {
    var scores = new double[] {0.61, 0.66, 0.73, 0.735, 0.81, 0.842, 0.91};
    return new Plot(
        "Best score over time",
        "Day",
        "Accuracy",
        true,
        IntStream.range(0, scores.length)
            .mapToObj(
                day ->
                    new Plot.Point(
                        day * day,
                        scores[day],
                        (day * day + 1) + " Mar",
                        Readable.score(BigDecimal.valueOf(scores[day]), 3)))
            .toList());
  }

  @Override
  public String template() {
    return "web/styleguide";
  }

  @Override
  public String title() {
    return "Styleguide";
  }
}
