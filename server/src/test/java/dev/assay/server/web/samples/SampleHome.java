package dev.assay.server.web.samples;

import static dev.assay.server.web.samples.Samples.NOW;

import dev.assay.server.web.Badge;
import dev.assay.server.web.HomeView;
import dev.assay.server.web.HomeView.Alert;
import dev.assay.server.web.HomeView.Excerpt;
import dev.assay.server.web.HomeView.Leader;
import dev.assay.server.web.HomeView.Own;
import dev.assay.server.web.HomeView.Recent;
import dev.assay.server.web.HomeView.Running;
import dev.assay.server.web.Tone;
import java.time.Duration;
import java.util.List;

/** The first page. */
final class SampleHome {

  private SampleHome() {}

  static HomeView visitor() {
    return new HomeView(
        List.of(digits(""), iris(""), weather()),
        new Excerpt(
            "/competitions/7/leaderboard",
            "Handwritten digits",
            "Accuracy",
            List.of(
                new Leader(1, "grace", "0.9861", 1),
                new Leader(2, "alan", "0.9824", 0.9),
                new Leader(3, "katherine", "0.9790", 0.8),
                new Leader(4, "edsger", "0.9433", 0.46),
                new Leader(5, "barbara", "0.9402", 0.43))),
        null);
  }

  static HomeView signedIn() {
    return new HomeView(
        List.of(weather()),
        null,
        new Own(
            List.of(
                recent(4711, "Handwritten digits", Tone.ACTIVE, "Running", "12 s of 10 min", 20),
                recent(4708, "Handwritten digits", Tone.GOOD, "Scored", "accuracy 0.9433", 3_000),
                recent(
                    4702,
                    "Handwritten digits",
                    Tone.BAD,
                    "Failed",
                    "Your program ended with exit code 1",
                    9_400),
                recent(4655, "Iris", Tone.OVER, "Cancelled", "by you", 190_000)),
            List.of(digits("rank 4 of 31"), iris("you organise it")),
            List.of(
                new HomeView.Draft(
                    "/drafts/12", "Flowers by their leaves", NOW.minusSeconds(4000))),
            List.of(
                new Alert(
                    Tone.WARNING,
                    "Iris: 3 people wait to be let in.",
                    "/competitions/3",
                    "Let them in"))));
  }

  static HomeView newcomer() {
    return new HomeView(
        List.of(digits(""), iris("")), null, new Own(List.of(), List.of(), List.of(), List.of()));
  }

  private static Recent recent(
      long id, String competition, Tone tone, String word, String outcome, long secondsAgo) {
    return new Recent(
        "/submissions/" + id,
        id,
        competition,
        new Badge(tone, word),
        outcome,
        NOW.minusSeconds(secondsAgo));
  }

  private static Running digits(String standing) {
    return new Running(
        "/competitions/7",
        "Handwritten digits",
        "Read 8×8 pixel digits. Your code is trained and run in a closed container.",
        "Development",
        NOW.plus(Duration.ofHours(50)),
        31,
        standing);
  }

  private static Running iris(String standing) {
    return new Running(
        "/competitions/3",
        "Iris, results only",
        "Predict the species of 50 flowers and send the labels.",
        "Practice",
        null,
        112,
        standing);
  }

  private static Running weather() {
    return new Running(
        "/competitions/9",
        "Nowcasting rain over the Alps",
        "Forecast the next hour of rain from radar pictures, every five minutes, within the time a"
            + " warning needs.",
        "Final",
        NOW.plus(Duration.ofDays(19)),
        208,
        "");
  }
}
