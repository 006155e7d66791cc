package dev.assay.server.trials;

import dev.assay.server.accounts.Account;
import dev.assay.server.competitions.Competitions;
import dev.assay.server.competitions.Phase;
import dev.assay.server.kernel.PhaseId;
import dev.assay.server.kernel.SubmissionId;
import dev.assay.server.leaderboards.BoardPreviews;
import dev.assay.server.leaderboards.BoardPreviews.Preview;
import dev.assay.server.submissions.TrialSubmissions;
import dev.assay.server.submissions.TrialSubmissions.Outcome;
import dev.assay.server.trials.JdbcTrials.Trial;
import dev.assay.server.web.Badge;
import dev.assay.server.web.Finding;
import dev.assay.server.web.Readable;
import dev.assay.server.web.Tone;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Tells how a trial goes, and what board it makes. */
@Component
class TrialReports {
  private final TrialSubmissions submissions;
  private final BoardPreviews previews;
  private final Competitions competitions;

  TrialReports(TrialSubmissions submissions, BoardPreviews previews, Competitions competitions) {
    this.submissions = submissions;
    this.previews = previews;
    this.competitions = competitions;
  }

  /**
   * A trial as it stands.
   *
   * @param previews by phase, in order, where something was scored
   */
  record Report(
      Trial trial,
      List<Outcome> outcomes,
      Map<PhaseId, String> phases,
      Map<PhaseId, Preview> previews,
      List<Finding> findings) {

    boolean isFinal() {
      return outcomes.stream().allMatch(Outcome::isFinal);
    }

    Badge badge() {
      return TrialReports.badge(trial, !findings.isEmpty());
    }

    String line() {
      return TrialReports.line(trial);
    }
  }

  Report of(Trial trial, Account organiser) {
    var outcomes = submissions.of(trial.id());
    var byPhase =
        outcomes.stream()
            .collect(
                Collectors.groupingBy(Outcome::phase, LinkedHashMap::new, Collectors.toList()));
    var phases = new LinkedHashMap<PhaseId, String>();
    var boards = new LinkedHashMap<PhaseId, Preview>();
    var findings = new ArrayList<Finding>();
    byPhase.forEach(
        (phase, tried) -> {
          phases.put(phase, competitions.phase(phase).map(Phase::name).orElse(""));
          preview(phase, organiser, tried)
              .ifPresent(
                  preview -> {
                    boards.put(phase, preview);
                    findings.addAll(TrialFindings.of(preview.board(), tried));
                  });
        });
    return new Report(trial, outcomes, phases, boards, findings.stream().distinct().toList());
  }

  private Optional<Preview> preview(PhaseId phase, Account organiser, List<Outcome> tried) {
    var names = new LinkedHashMap<SubmissionId, String>();
    tried.forEach(one -> names.put(one.submission(), one.name()));
    return previews
        .of(phase, organiser, names)
        .filter(preview -> !preview.board().rows().isEmpty());
  }

  /**
   * @param hasFindings whether the runs showed something to mend
   */
  static Badge badge(Trial trial, boolean hasFindings) {
    if (trial.open() > 0) {
      return new Badge(Tone.ACTIVE, "Running");
    }
    if (trial.scored() < trial.runs()) {
      return new Badge(Tone.BAD, trial.scored() == 0 ? "Nothing scored" : "Some failed");
    }
    return hasFindings
        ? new Badge(Tone.WARNING, "Scored, with warnings")
        : new Badge(Tone.GOOD, "All scored");
  }

  static String line(Trial trial) {
    if (trial.open() > 0) {
      return "%d of %s done"
          .formatted(trial.runs() - trial.open(), Readable.counted(trial.runs(), "run"));
    }
    return "%d of %s scored".formatted(trial.scored(), Readable.counted(trial.runs(), "run"));
  }
}
