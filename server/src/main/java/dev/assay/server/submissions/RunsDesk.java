package dev.assay.server.submissions;

import dev.assay.server.accounts.Accounts;
import dev.assay.server.competitions.CompetitionHead;
import dev.assay.server.competitions.Competitions;
import dev.assay.server.competitions.Phase;
import dev.assay.server.kernel.CompetitionId;
import dev.assay.server.runs.Reruns;
import dev.assay.server.runs.Reruns.Rerun;
import dev.assay.server.runs.ScoringPauses;
import dev.assay.server.web.Badge;
import dev.assay.server.web.Readable;
import dev.assay.server.web.Tone;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** Puts the organiser's desk for runs together. */
@Component
class RunsDesk {
  private static final int FAILURES = 10;

  private final Competitions competitions;
  private final JdbcSubmissions submissions;
  private final JdbcOverviews overviews;
  private final Reruns reruns;
  private final ScoringPauses pauses;
  private final Extensions extensions;
  private final Accounts accounts;

  RunsDesk(
      Competitions competitions,
      JdbcSubmissions submissions,
      JdbcOverviews overviews,
      Reruns reruns,
      ScoringPauses pauses,
      Extensions extensions,
      Accounts accounts) {
    this.competitions = competitions;
    this.submissions = submissions;
    this.overviews = overviews;
    this.reruns = reruns;
    this.pauses = pauses;
    this.extensions = extensions;
    this.accounts = accounts;
  }

  RunsDeskView of(CompetitionHead head, RunsDeskView.Refused refused) {
    var id = new CompetitionId(head.id());
    return new RunsDeskView(
        head, held(id), competitions.phases(id).stream().map(this::desk).toList(), refused);
  }

  private List<RunsDeskView.Held> held(CompetitionId id) {
    var waiting =
        submissions.held(id).stream().flatMap(one -> submissions.find(one).stream()).toList();
    var names =
        accounts.displayNames(waiting.stream().map(Submission::account).distinct().toList());
    return waiting.stream()
        .map(
            one ->
                new RunsDeskView.Held(
                    one.id().value(),
                    names.of(one.account()),
                    competitions.phase(one.phase()).map(Phase::name).orElse(""),
                    one.receivedAt()))
        .toList();
  }

  private RunsDeskView.PhaseDesk desk(Phase phase) {
    return new RunsDeskView.PhaseDesk(
        phase.id().value(),
        phase.name(),
        pauses
            .of(phase.id())
            .map(pause -> new RunsDeskView.Pause(pause.since(), pause.why(), pause.waiting()))
            .orElse(null),
        overviews.organisersFailures(phase.id(), FAILURES),
        reruns.of(phase.id()).stream().map(RunsDesk::again).toList(),
        extended(phase),
        phase.endsAt() != null);
  }

  static RunsDeskView.Again again(Rerun rerun) {
    return new RunsDeskView.Again(
        rerun.id().value(), what(rerun), rerun.reason(), badge(rerun), line(rerun), rerun.at());
  }

  private static String what(Rerun rerun) {
    var of = rerun.wholePhase() ? "the whole phase" : Readable.counted(rerun.total(), "evaluation");
    return switch (rerun.kind()) {
      case RERUN -> "Run again: " + of;
      case RESCORE -> "Scored again: " + of;
    };
  }

  private static Badge badge(Rerun rerun) {
    return switch (rerun.stage()) {
      case QUEUEING -> new Badge(Tone.WAITING, "Queueing");
      case RUNNING -> new Badge(Tone.ACTIVE, "Running");
      case ENDED ->
          rerun.kind() == Reruns.Kind.RESCORE
              ? new Badge(Tone.WARNING, "To decide")
              : new Badge(Tone.GOOD, "Done");
      case APPLIED -> new Badge(Tone.GOOD, "Applied");
      case DROPPED -> new Badge(Tone.OVER, "Dropped");
    };
  }

  private static String line(Rerun rerun) {
    var parts = new ArrayList<String>();
    parts.add("%d of %d scored".formatted(rerun.scored(), rerun.total()));
    if (rerun.failed() > 0) {
      parts.add(rerun.failed() + " failed");
    }
    if (rerun.skipped() > 0) {
      parts.add(rerun.skipped() + " left out");
    }
    return String.join(", ", parts);
  }

  private List<RunsDeskView.Extended> extended(Phase phase) {
    var granted = extensions.of(phase.id());
    var names =
        accounts.displayNames(
            granted.stream()
                .flatMap(one -> Stream.of(one.by(), one.account()))
                .filter(Objects::nonNull)
                .distinct()
                .toList());
    return granted.stream()
        .map(
            one ->
                new RunsDeskView.Extended(
                    one.account() == null ? "Everybody" : names.of(one.account()),
                    what(one),
                    one.reason(),
                    names.of(one.by()),
                    one.at()))
        .toList();
  }

  private static String what(Extensions.Extension one) {
    var parts = new ArrayList<String>();
    if (one.endsAt() != null) {
      parts.add("until " + Readable.exact(one.endsAt()));
    }
    if (one.morePerDay() > 0) {
      parts.add(one.morePerDay() + " more a day");
    }
    if (one.moreInAll() > 0) {
      parts.add(one.moreInAll() + " more in all");
    }
    return String.join(", ", parts);
  }
}
