package dev.assay.server.web.samples;

import static dev.assay.server.web.samples.Samples.NOW;

import dev.assay.server.competitions.CompetitionHead.Membership;
import dev.assay.server.competitions.changes.Change.Detail;
import dev.assay.server.competitions.changes.ChangeView;
import dev.assay.server.competitions.changes.ChangeView.Remark;
import dev.assay.server.competitions.changes.PlanStateView;
import dev.assay.server.competitions.changes.PlanView;
import dev.assay.server.competitions.changes.VersionsView;
import dev.assay.server.competitions.exports.DumpsView;
import dev.assay.server.competitions.exports.ExportsView;
import dev.assay.server.web.Badge;
import dev.assay.server.web.Tone;
import java.util.List;

/** Changing competitions and taking them along. */
final class SampleChanges {
  private static final String COMPETITION = "/competitions/7";

  private SampleChanges() {}

  static PlanView plan() {
    return plan(
        new PlanStateView(
            COMPETITION,
            31,
            new Badge(Tone.WAITING, "Plan"),
            "Nothing has changed yet. Look through it, then apply all of it at once.",
            false,
            true,
            false,
            null,
            changes(),
            1));
  }

  static PlanView planUnderWay() {
    return plan(
        new PlanStateView(
            COMPETITION,
            31,
            new Badge(Tone.ACTIVE, "Is compared"),
            "Storing file 3 of 9 …",
            true,
            false,
            false,
            null,
            List.of(),
            0));
  }

  private static PlanView plan(PlanStateView state) {
    return new PlanView(
        SampleCompetitions.head(Membership.ORGANISER, null),
        "digits-second-round-with-a-very-long-file-name-2026-03-11.zip",
        NOW.minusSeconds(40),
        state);
  }

  private static List<ChangeView> changes() {
    var changed = new Badge(Tone.ACTIVE, "Changed");
    return List.of(
        new ChangeView(
            changed,
            "Competition",
            "Details",
            List.of(
                new Detail("Title", "Reading digits", "Reading digits, second round"),
                new Detail("Reward", "", "A book"),
                new Detail(
                    "Image",
                    "assay/python:3.11",
                    "registry.example.org/digits/python:3.12-2026-03-01")),
            List.of()),
        new ChangeView(new Badge(Tone.GOOD, "Added"), "Page", "Rules", List.of(), List.of()),
        new ChangeView(
            changed,
            "Task",
            "Digits, final",
            List.of(
                new Detail(
                    "Scoring program", "scoring_program.zip", "scoring_program.zip (new content)")),
            List.of(
                new Remark(
                    Tone.BAD,
                    "128 scores were measured with the version before and stay so, beside scores of the new one, until the submissions are run again."),
                new Remark(
                    Tone.WARNING,
                    "2 evaluations wait or run and will finish with the version before."))),
        new ChangeView(
            changed,
            "Phase",
            "Development",
            List.of(
                new Detail("End", "2026-03-31 00:00:00 UTC", "2026-04-15 00:00:00 UTC"),
                new Detail("Submissions a day", "5", "no limit")),
            List.of()),
        new ChangeView(
            new Badge(Tone.OVER, "Removed"),
            "Phase",
            "Warm-up",
            List.of(),
            List.of(
                new Remark(
                    Tone.WARNING,
                    "It has 17 submissions, so it is closed and hidden instead of deleted; nothing of them is lost, and it can come back."))));
  }

  static VersionsView versions() {
    return new VersionsView(
        SampleCompetitions.head(Membership.ORGANISER, null),
        20_000_000_000L,
        List.of(),
        List.of(new VersionsView.Open(31, "digits-second-round.zip", NOW.minusSeconds(40))),
        List.of(
            new VersionsView.Row(
                3,
                "Brought back",
                "Back to version 1",
                "Ada Lovelace",
                NOW.minusSeconds(3600),
                false,
                changes()),
            new VersionsView.Row(
                2,
                "New bundle",
                "digits-v2.zip",
                "Grace Hopper",
                NOW.minusSeconds(90_000),
                true,
                changes()),
            new VersionsView.Row(
                1,
                "Created",
                "As it was created",
                "Ada Lovelace",
                NOW.minusSeconds(900_000),
                true,
                List.of())));
  }

  static VersionsView neverChanged() {
    return new VersionsView(
        SampleCompetitions.head(Membership.ORGANISER, null),
        20_000_000_000L,
        List.of(),
        List.of(),
        List.of());
  }

  static ExportsView exports() {
    return new ExportsView(
        SampleCompetitions.head(Membership.ORGANISER, null),
        new DumpsView(
            COMPETITION,
            List.of(
                new DumpsView.Row(
                    3,
                    "With all files",
                    "Ada Lovelace",
                    NOW.minusSeconds(20),
                    new Badge(Tone.ACTIVE, "Being written"),
                    "Writing file 3 of 9: reference_data/development.zip",
                    "",
                    true),
                new DumpsView.Row(
                    2,
                    "With keys",
                    "Grace Hopper",
                    NOW.minusSeconds(4000),
                    new Badge(Tone.GOOD, "Ready"),
                    "",
                    "14 kB",
                    false),
                new DumpsView.Row(
                    1,
                    "With all files",
                    "Ada Lovelace",
                    NOW.minusSeconds(90_000),
                    new Badge(Tone.BAD, "Failed"),
                    "The storage of this site has lost 'reference_data/final.zip', so the competition cannot be exported whole.",
                    "",
                    false))));
  }
}
