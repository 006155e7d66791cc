package dev.assay.server.web.samples;

import static dev.assay.server.web.samples.Samples.NOW;

import dev.assay.server.competitions.CompetitionHead;
import dev.assay.server.competitions.CompetitionHead.Membership;
import dev.assay.server.competitions.CompetitionHead.Standing;
import dev.assay.server.competitions.CompetitionListView;
import dev.assay.server.competitions.CompetitionView;
import dev.assay.server.competitions.CompetitionView.Download;
import dev.assay.server.competitions.CompetitionView.Fact;
import dev.assay.server.competitions.CompetitionView.Text;
import dev.assay.server.competitions.JoinView;
import dev.assay.server.competitions.PhaseView;
import dev.assay.server.web.Badge;
import dev.assay.server.web.Prose;
import dev.assay.server.web.Tone;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Competitions, as those see them who take part or might. */
public final class SampleCompetitions {

  private static final String PAGE =
      """
      # The task

      Read handwritten digits from **8×8 pixels**. Each pixel has one of 17 grey levels. Your code is trained on 1,200 \
      labelled digits and then asked for the labels of 597 others.

      ## What to send

      A zip with a file `model.py` at its top that defines a class `Model`:

      ```python
      class Model:
          def fit(self, x, y): ...
          def predict(self, x): ...
      ```

      - `x` is an array of shape `(n, 64)`
      - `y` holds the digits as integers

      ## How it is judged

      | Column | Meaning | Better |
      |---|---|---|
      | Accuracy | share of digits read right | higher |
      | Seconds | time of training and prediction | lower |

      <script>document.title = "never"</script>Ties are left as ties. See the
      [description of the data](https://archive.ics.uci.edu/dataset/80).
      """;

  private SampleCompetitions() {}

  /** What stands above the pages of a competition with three phases, the second open. */
  public static CompetitionHead head(Membership membership, @Nullable Standing standing) {
    return new CompetitionHead(
        7,
        "Handwritten digits",
        "Read 8×8 pixel digits. Your code is trained and run in a closed container.",
        "Institute of Applied Examples",
        List.of(
            new PhaseView(
                "Warm-up", "", NOW.minus(Duration.ofDays(40)), NOW.minus(Duration.ofDays(12))),
            new PhaseView(
                "Development", "", NOW.minus(Duration.ofDays(12)), NOW.plus(Duration.ofHours(50))),
            new PhaseView("Final", "", NOW.plus(Duration.ofHours(50)), null)),
        membership,
        standing,
        "",
        null);
  }

  /** A competition of many phases, one after the other. */
  static CompetitionHead ofManyPhases() {
    var phases =
        IntStream.rangeClosed(1, 12)
            .mapToObj(
                number ->
                    new PhaseView(
                        "Round " + number + (number % 4 == 0 ? ", with a name that is longer" : ""),
                        "",
                        NOW.plus(Duration.ofDays(10L * (number - 6))),
                        NOW.plus(Duration.ofDays(10L * (number - 5)))))
            .toList();
    var usual = head(Membership.ORGANISER, null);
    return new CompetitionHead(
        usual.id(),
        usual.title(),
        usual.summary(),
        usual.organiser(),
        phases,
        usual.membership(),
        null,
        "",
        null);
  }

  static CompetitionHead participant() {
    return head(Membership.PARTICIPANT, new Standing(4, 31, "0.9433", 3, 88));
  }

  static CompetitionView overview() {
    return new CompetitionView(participant(), texts(), "", about(), facts(), files());
  }

  private static List<Fact> about() {
    return List.of(
        new Fact("Prize", "500 EUR for the first", false),
        new Fact("Contact", "digits@example.org", false, "mailto:digits@example.org"),
        new Fact(
            "Report", "https://example.org/digits.pdf", false, "https://example.org/digits.pdf"));
  }

  static CompetitionView seenByVisitor() {
    return new CompetitionView(
        head(Membership.VISITOR, null), texts(), "data", List.of(), facts(), List.of());
  }

  static CompetitionListView list() {
    return new CompetitionListView(
        List.of(
            new CompetitionListView.Row(
                7,
                "Handwritten digits",
                "Read 8×8 pixel digits. Your code is trained and run in a closed container.",
                "Institute of Applied Examples",
                new Badge(Tone.ACTIVE, "Open"),
                "Development",
                NOW.plus(Duration.ofHours(50)),
                "closes",
                31,
                412),
            new CompetitionListView.Row(
                3,
                "Iris, results only",
                "Predict the species of 50 flowers and send the labels.",
                "grace",
                new Badge(Tone.ACTIVE, "Open"),
                "Practice, without an end",
                null,
                "",
                112,
                2_304),
            new CompetitionListView.Row(
                12,
                "Counting penguins from a balloon",
                "Where are they, how many, and how sure are you?",
                "Polar Data Group",
                new Badge(Tone.WAITING, "To come"),
                "Development",
                NOW.plus(Duration.ofDays(9)),
                "opens",
                0,
                0),
            new CompetitionListView.Row(
                2,
                "Speech in noise, 2025",
                "Understand one speaker among many.",
                "Institute of Applied Examples",
                new Badge(Tone.OVER, "Over"),
                "Final",
                NOW.minus(Duration.ofDays(80)),
                "closed",
                87,
                1_890)),
        "",
        true);
  }

  static CompetitionListView emptyList() {
    return new CompetitionListView(List.of(), "", false);
  }

  private static List<Text> texts() {
    return List.of(
        new Text("overview", "Overview", Prose.ofMarkdown(PAGE)),
        new Text("data", "Data", Prose.ofMarkdown("The digits come from 43 people.")),
        new Text("terms", "Terms", Prose.ofHtml("<h1>Terms</h1><p>Be fair.</p>")));
  }

  private static List<Download> files() {
    return List.of(
        new Download(
            "Starting kit",
            "Development",
            "starting_kit.zip",
            12_400,
            "/competitions/7/files/1",
            true),
        new Download(
            "Reference data",
            "Digits",
            "reference_data.zip",
            8_100,
            "/competitions/7/files/2",
            false));
  }

  static JoinView join() {
    return new JoinView(
        head(Membership.STRANGER, null),
        Prose.ofMarkdown("Be fair. Do not look at the test labels."),
        false,
        "Accept the terms to take part.");
  }

  private static List<Fact> facts() {
    return List.of(
        new Fact("Image", "assay/python:3.11", true),
        new Fact("Time", "10 min for each step", false),
        new Fact("Memory", "4 GB", false),
        new Fact("Network", "none", false),
        new Fact("Submissions", "5 a day, 100 in all", false),
        new Fact("Queue", "default", false));
  }
}
