package dev.assay.server.notifications;

import dev.assay.server.competitions.Competitions;
import dev.assay.server.kernel.PhaseId;
import dev.assay.server.kernel.ServerSettings;
import dev.assay.server.runs.FailedByOrganiser;
import dev.assay.server.runs.ScoringPaused;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Tells organisers by mail what goes wrong by their competition's own fault. */
@Component
class RunLetters {
  private final Letters letters;
  private final JdbcRecipients recipients;
  private final Competitions competitions;
  private final ServerSettings server;
  private final Clock clock;

  RunLetters(
      Letters letters,
      JdbcRecipients recipients,
      Competitions competitions,
      ServerSettings server,
      Clock clock) {
    this.letters = letters;
    this.recipients = recipients;
    this.competitions = competitions;
    this.server = server;
    this.clock = clock;
  }

  /** Where something went wrong, in words and as a link. */
  private record Where(String phase, String competition, String desk) {}

  private Where where(PhaseId id) {
    var phase = competitions.phase(id).orElseThrow();
    var competition = competitions.find(phase.competition()).orElseThrow();
    return new Where(
        phase.name(),
        competition.title(),
        "%s/competitions/%s/organise/runs".formatted(server.url(), competition.id()));
  }

  /**
   * Once a day for a phase: the page has them all. What an organiser tries, they watch themselves;
   * it must not be the letter of the day.
   */
  @EventListener
  void failed(FailedByOrganiser event) {
    if (!letters.isOn() || recipients.areWatching(event.submission())) {
      return;
    }
    var where = where(event.phase());
    var today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    letters.write(
        recipients.organisers(event.phase()),
        "failed-by-organiser %s %s".formatted(event.phase(), today),
        "%s: a submission failed by the competition's own fault".formatted(where.competition()),
        """
        Submission %s to the phase %s of %s failed, and not by its participant's fault:

          %s

        It does not count against the participant's limit. Correct the scoring program or the data
        that it uses, then score again what failed:
        %s
        """
            .formatted(
                event.submission(),
                where.phase(),
                where.competition(),
                event.message(),
                where.desk()));
  }

  @EventListener
  void paused(ScoringPaused event) {
    if (!letters.isOn()) {
      return;
    }
    var where = where(event.phase());
    letters.write(
        recipients.organisers(event.phase()),
        "scoring-paused " + event.pause(),
        "%s: scoring is paused, it fails for everybody".formatted(where.competition()),
        """
        The site has paused the scoring of the phase %s of %s, since it fails for everybody:

          %s

        What is submitted is taken in and waits, and counts against nobody's limit. Correct the
        scoring program, score again to see that it works, then let scoring go on:
        %s
        """
            .formatted(where.phase(), where.competition(), event.why(), where.desk()));
  }
}
