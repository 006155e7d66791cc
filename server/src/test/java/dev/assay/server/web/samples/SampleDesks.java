package dev.assay.server.web.samples;

import static dev.assay.server.web.samples.Samples.NOW;

import dev.assay.server.competitions.CompetitionHead.Membership;
import dev.assay.server.competitions.DeskView;
import dev.assay.server.competitions.HealthView;
import dev.assay.server.competitions.PeopleView;
import dev.assay.server.web.Badge;
import dev.assay.server.web.Plot;
import dev.assay.server.web.Tone;
import java.util.List;
import java.util.stream.IntStream;

/** What organisers see of their competition. */
final class SampleDesks {

  private SampleDesks() {}

  static PeopleView people() {
    return new PeopleView(
        SampleCompetitions.head(Membership.ORGANISER, null),
        List.of(
            new PeopleView.Organiser(1, "ann", "Ann Example", true),
            new PeopleView.Organiser(2, "grace", "Grace Hopper", false)),
        List.of("somebody-elsewhere"),
        "ada@example.org\ngrace@navy.example",
        "",
        "",
        "");
  }

  /** After both forms were filled in wrongly. */
  static PeopleView peopleRefused() {
    var people = people();
    return new PeopleView(
        people.competition(),
        people.organisers(),
        people.absent(),
        "ada@example.org\nno address",
        "“no” is no e-mail address.",
        "nobody",
        "This site has no account of that name.");
  }

  static DeskView desk() {
    var waits = new Badge(Tone.WAITING, "Waits");
    var takesPart = new Badge(Tone.GOOD, "Takes part");
    return new DeskView(
        SampleCompetitions.head(Membership.ORGANISER, null),
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
}
