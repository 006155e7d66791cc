package dev.assay.server.web.samples;

import static dev.assay.server.web.samples.Samples.NOW;

import dev.assay.server.competitions.BundleImportStateView;
import dev.assay.server.competitions.BundleImportView;
import dev.assay.server.competitions.BundleUploadView;
import dev.assay.server.competitions.CompetitionHead;
import dev.assay.server.competitions.CompetitionHead.Membership;
import dev.assay.server.competitions.CompetitionHead.Standing;
import dev.assay.server.competitions.CompetitionListView;
import dev.assay.server.competitions.CompetitionView;
import dev.assay.server.competitions.CompetitionView.Download;
import dev.assay.server.competitions.CompetitionView.Fact;
import dev.assay.server.competitions.CompetitionView.Text;
import dev.assay.server.competitions.DeskView;
import dev.assay.server.competitions.HealthView;
import dev.assay.server.competitions.JoinView;
import dev.assay.server.competitions.PeopleView;
import dev.assay.server.competitions.PhaseView;
import dev.assay.server.web.Badge;
import dev.assay.server.web.CheckReport;
import dev.assay.server.web.CheckReport.FileFindings;
import dev.assay.server.web.Finding;
import dev.assay.server.web.Finding.Severity;
import dev.assay.server.web.Plot;
import dev.assay.server.web.Prose;
import dev.assay.server.web.Step;
import dev.assay.server.web.Step.Progress;
import dev.assay.server.web.Tone;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Competitions and bundles. */
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

  static BundleUploadView upload() {
    return new BundleUploadView(15_000_000_000L, List.of());
  }

  static BundleImportView importRunning() {
    return new BundleImportView(
        state(
            new Badge(Tone.ACTIVE, "Unpacking"),
            "Unpacking 214 files.",
            false,
            null,
            null,
            Progress.CURRENT));
  }

  static BundleImportView importDone() {
    return new BundleImportView(
        state(
            new Badge(Tone.GOOD, "Created"),
            "The competition is made. Only you see it until you publish it.",
            true,
            CheckReport.clean(),
            7L,
            Progress.DONE));
  }

  static BundleImportView importRefused() {
    var report =
        new CheckReport(
            List.of(
                new FileFindings(
                    "competition.yaml",
                    List.of(
                        new Finding(
                            Severity.ERROR,
                            "PHA-08",
                            "Phase “Development” has no end, and another phase follows it.",
                            "competition.yaml:31:5 phases[0].end",
                            "  - name: Development",
                            "Write an end before 1 May 2026, when “Final” begins."),
                        new Finding(
                            Severity.WARNING,
                            "YML-07",
                            "The key “max_submision” is not known, so it has no effect.",
                            "competition.yaml:36:5 phases[0].max_submision",
                            "    max_submision: 50",
                            "Did you mean “max_submissions”?"))),
                new FileFindings(
                    "scoring_program/metadata.yaml",
                    List.of(
                        new Finding(
                            Severity.ERROR,
                            "PRG-02",
                            "There is no “command”, so the scoring program cannot be started.",
                            "scoring_program/metadata.yaml:1",
                            "description: Scores the digits",
                            "Add a line such as: command: python3 score.py")))));
    return new BundleImportView(
        state(
            new Badge(Tone.BAD, "Refused"),
            "2 errors stand in the way. Nothing was created; your upload is kept.",
            true,
            report,
            null,
            Progress.FAILED));
  }

  private static BundleImportStateView state(
      Badge state,
      String line,
      boolean isFinal,
      @Nullable CheckReport report,
      @Nullable Long competition,
      Progress check) {
    return new BundleImportStateView(
        31,
        "digits-2026.zip",
        48_300_000,
        NOW.minusSeconds(70),
        state,
        line,
        List.of(
            new Step("Received", Progress.DONE, ""),
            new Step("Unpacked and checked", check, check == Progress.FAILED ? "2 errors" : ""),
            new Step("Created", competition == null ? Progress.TODO : Progress.DONE, "")),
        isFinal,
        report,
        competition,
        isFinal && competition == null);
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

  static PeopleView people() {
    return new PeopleView(
        head(Membership.ORGANISER, null),
        List.of(
            new PeopleView.Organiser(1, "ann", "Ann Example", true),
            new PeopleView.Organiser(2, "grace", "Grace Hopper", false)),
        List.of("somebody-elsewhere"),
        "ada@example.org\nno address",
        "“no” is no e-mail address.",
        "nobody",
        "This site has no account of that name.");
  }

  static DeskView desk() {
    var waits = new Badge(Tone.WAITING, "Waits");
    var takesPart = new Badge(Tone.GOOD, "Takes part");
    return new DeskView(
        head(Membership.ORGANISER, null),
        health(),
        false,
        "https://assay.example.org/competitions/7?secret=0b7a1c9e-0000-4000-8000-000000000000",
        List.of(
            new DeskView.Person(
                5,
                "Grace Hopper",
                waits,
                "On your list; the address is not confirmed",
                NOW.minusSeconds(4000),
                true,
                true)),
        List.of(
            new DeskView.Person(
                6, "Ada Lovelace", takesPart, "", NOW.minusSeconds(900_000), false, true)));
  }

  private static HealthView health() {
    return new HealthView(
        new Badge(Tone.BAD, "Needs you"),
        "2 submissions of the last day failed by the competition's own fault.",
        "/competitions/7/organise/runs",
        "See why",
        List.of(
            new HealthView.Figure("Received in a day", "61", "at most 9 an hour"),
            new HealthView.Figure("Failed", "14 of 58", "12 by participants, 2 by the competition"),
            new HealthView.Figure("Waiting now", "3", "the oldest for 2 min 10 s"),
            new HealthView.Figure("Usual wait", "4.2 s", "from receipt to start, the median")),
        new Plot(
            "Submissions in each hour",
            "Hour from",
            "Submissions",
            false,
            IntStream.range(0, 24)
                .mapToObj(
                    hour ->
                        new Plot.Point(
                            hour,
                            hour * 7 % 10,
                            "%02d:00 UTC".formatted((hour + 22) % 24),
                            String.valueOf(hour * 7 % 10)))
                .toList()));
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
