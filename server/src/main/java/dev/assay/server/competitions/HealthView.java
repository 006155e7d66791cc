package dev.assay.server.competitions;

import dev.assay.contract.Fault;
import dev.assay.server.competitions.CompetitionHealth.Health;
import dev.assay.server.competitions.CompetitionHealth.Hour;
import dev.assay.server.web.Badge;
import dev.assay.server.web.Plot;
import dev.assay.server.web.Readable;
import dev.assay.server.web.Tone;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Whether a competition is well, and what to do about the worst.
 *
 * @param line a sentence beside the verdict
 * @param url where to act, or null where there is nothing to do
 * @param action what the link says
 * @param hours null where nothing was received within a day
 */
public record HealthView(
    Badge verdict,
    String line,
    @Nullable String url,
    String action,
    List<Figure> figures,
    @Nullable Plot hours) {

  /** A figure with what it means. */
  public record Figure(String title, String value, String more) {}

  private static final Duration LONG = Duration.ofHours(1);
  private static final DateTimeFormatter HOUR =
      DateTimeFormatter.ofPattern("HH:mm 'UTC'", Locale.ROOT).withZone(ZoneOffset.UTC);

  public HealthView {
    figures = List.copyOf(figures);
  }

  /**
   * @param base the competition's address
   * @param pending how many people wait to be let in
   */
  static HealthView of(Health health, int pending, String base, Instant now) {
    var verdict = verdict(health, pending, base, now);
    return new HealthView(
        verdict.badge(),
        verdict.line(),
        verdict.url(),
        verdict.action(),
        figures(health, now),
        health.received() == 0 ? null : plot(health.hours()));
  }

  private record Verdict(Badge badge, String line, @Nullable String url, String action) {}

  private static Verdict verdict(Health health, int pending, String base, Instant now) {
    var own = health.failedBy(Fault.ORGANISER);
    if (own > 0) {
      return new Verdict(
          new Badge(Tone.BAD, "Needs you"),
          "%s of the last day failed by the competition's own fault."
              .formatted(Readable.counted(own, "submission")),
          base + "/organise/runs",
          "See why");
    }
    var oldest = health.oldestWaiting();
    if (oldest != null && Duration.between(oldest.since(), now).compareTo(LONG) > 0) {
      return new Verdict(
          new Badge(Tone.WARNING, "Slow"),
          "A submission has waited for " + waited(oldest.since(), now) + ".",
          "/submissions/" + oldest.submission(),
          "See why it waits");
    }
    return pending > 0
        ? new Verdict(
            new Badge(Tone.WAITING, "Somebody waits"),
            (pending == 1 ? "1 person waits" : pending + " people wait") + " to be let in.",
            "#waiting-title",
            "Let them in")
        : new Verdict(new Badge(Tone.GOOD, "Well"), "Nothing needs you now.", null, "");
  }

  private static List<Figure> figures(Health health, Instant now) {
    var figures = new ArrayList<Figure>();
    var busiest = health.hours().stream().mapToInt(Hour::submissions).max().orElse(0);
    figures.add(
        new Figure(
            "Received in a day",
            String.valueOf(health.received()),
            busiest == 0 ? "none in the last 24 hours" : "at most %d an hour".formatted(busiest)));
    figures.add(
        new Figure(
            "Failed",
            health.ended() == 0 ? "–" : "%d of %d".formatted(health.failedInAll(), health.ended()),
            faults(health)));
    var oldest = health.oldestWaiting();
    figures.add(
        new Figure(
            "Waiting now",
            String.valueOf(health.waiting()),
            oldest == null ? "nothing waits" : "the oldest for " + waited(oldest.since(), now)));
    var wait = health.usualWait();
    figures.add(
        new Figure(
            "Usual wait",
            wait == null ? "–" : Readable.duration(wait),
            "from receipt to start, the median"));
    return figures;
  }

  private static String faults(Health health) {
    if (health.failedInAll() == 0) {
      return health.ended() == 0 ? "nothing has ended" : "all went well";
    }
    return Stream.of(Fault.values())
        .filter(fault -> health.failedBy(fault) > 0)
        .map(fault -> health.failedBy(fault) + " by " + name(fault))
        .collect(Collectors.joining(", "));
  }

  private static String name(Fault fault) {
    return switch (fault) {
      case PARTICIPANT -> "participants";
      case ORGANISER -> "the competition";
      case PLATFORM -> "the site";
    };
  }

  private static String waited(Instant since, Instant now) {
    return Readable.duration(
        Duration.ofSeconds(Math.max(0, Duration.between(since, now).toSeconds())));
  }

  private static Plot plot(List<Hour> hours) {
    return new Plot(
        "Submissions in each hour",
        "Hour from",
        "Submissions",
        false,
        hours.stream()
            .map(
                hour ->
                    new Plot.Point(
                        hour.begin().getEpochSecond(),
                        hour.submissions(),
                        HOUR.format(hour.begin()),
                        String.valueOf(hour.submissions())))
            .toList());
  }
}
