package dev.assay.server.trials;

import dev.assay.server.accounts.Accounts;
import dev.assay.server.competitions.CompetitionAccess;
import dev.assay.server.competitions.CompetitionAccess.Seen;
import dev.assay.server.competitions.CompetitionHead;
import dev.assay.server.competitions.CompetitionHeads;
import dev.assay.server.competitions.Competitions;
import dev.assay.server.kernel.PhaseId;
import dev.assay.server.submissions.TrialSubmissions;
import dev.assay.server.submissions.TrialSubmissions.Outcome;
import dev.assay.server.trials.JdbcTrials.Trial;
import dev.assay.server.trials.TrialReports.Report;
import dev.assay.server.trials.Trials.Answer;
import dev.assay.server.trials.Trials.Sample;
import dev.assay.server.web.Screen;
import dev.assay.server.web.SentName;
import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.view.RedirectView;

/** Where organisers try their competition. */
@Controller
class TrialPages {
  private final CompetitionAccess access;
  private final CompetitionHeads heads;
  private final Competitions competitions;
  private final Trials trials;
  private final TrialReports reports;
  private final TrialSubmissions submissions;
  private final Accounts accounts;

  TrialPages(
      CompetitionAccess access,
      CompetitionHeads heads,
      Competitions competitions,
      Trials trials,
      TrialReports reports,
      TrialSubmissions submissions,
      Accounts accounts) {
    this.access = access;
    this.heads = heads;
    this.competitions = competitions;
    this.trials = trials;
    this.reports = reports;
    this.submissions = submissions;
    this.accounts = accounts;
  }

  @GetMapping("/competitions/{id}/trials")
  ModelAndView list(@PathVariable long id) {
    return Screen.page(view(access.organise(id), ""));
  }

  /**
   * @param file a submission to try beside the solutions
   * @param phase where; the first if none is named
   */
  @PostMapping("/competitions/{id}/trials")
  ModelAndView start(
      @PathVariable long id,
      @RequestParam(required = false) @Nullable MultipartFile file,
      @RequestParam(required = false) @Nullable Long phase)
      throws IOException {
    var seen = access.organise(id);
    return switch (start(seen, file, phase)) {
      case Answer.Started(var trial) -> to("/competitions/%d/trials/%s".formatted(id, trial));
      case Answer.Refused(var why) ->
          Screen.page(view(seen, why), HttpStatus.UNPROCESSABLE_CONTENT);
    };
  }

  /** For pages and the API alike. */
  Answer start(Seen seen, @Nullable MultipartFile file, @Nullable Long phase) throws IOException {
    if (file == null || file.isEmpty()) {
      return trials.start(seen.account(), seen.id(), null);
    }
    var name = SentName.of(file, "submission.zip");
    try (var bytes = file.getInputStream()) {
      return switch (submissions.keep(bytes, name)) {
        case TrialSubmissions.Kept.Refused(var why) -> new Answer.Refused(why);
        case TrialSubmissions.Kept.Stored(var blob) ->
            trials.start(
                seen.account(),
                seen.id(),
                new Sample(blob, phase == null ? null : new PhaseId(phase)));
      };
    }
  }

  @GetMapping("/competitions/{id}/trials/{trial}")
  ModelAndView show(@PathVariable long id, @PathVariable long trial) {
    var seen = access.organise(id);
    var found = find(seen, trial);
    return Screen.page(
        new TrialView(
            head(seen), name(found), found.at(), state(reports.of(found, seen.account()))));
  }

  @GetMapping("/competitions/{id}/trials/{trial}/state")
  ModelAndView state(@PathVariable long id, @PathVariable long trial) {
    var seen = access.organise(id);
    return Screen.fragment(state(reports.of(find(seen, trial), seen.account())));
  }

  @PostMapping("/competitions/{id}/trials/{trial}/stop")
  ModelAndView stop(@PathVariable long id, @PathVariable long trial) {
    trials.stop(find(access.organise(id), trial));
    return to("/competitions/%d/trials/%d".formatted(id, trial));
  }

  private Trial find(Seen seen, long trial) {
    return trials
        .find(seen.id(), trial)
        .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
  }

  private CompetitionHead head(Seen seen) {
    return heads.head(seen.id(), seen.reader()).orElseThrow();
  }

  private String name(Trial trial) {
    return accounts.displayName(trial.by());
  }

  private TrialsView view(Seen seen, String problem) {
    var past = trials.of(seen.id());
    var names = accounts.displayNames(past.stream().map(Trial::by).distinct().toList());
    return new TrialsView(
        head(seen),
        trials.solutions(seen.id()),
        competitions.phases(seen.id()).stream()
            .map(phase -> new TrialsView.PhaseChoice(phase.id().value(), phase.name()))
            .toList(),
        past.stream()
            .map(
                one ->
                    new TrialsView.Row(
                        url(one),
                        one.id().value(),
                        one.at(),
                        names.of(one.by()),
                        TrialReports.badge(one, false),
                        TrialReports.line(one)))
            .toList(),
        problem);
  }

  private static String url(Trial trial) {
    return "/competitions/%s/trials/%s".formatted(trial.competition(), trial.id());
  }

  private static TrialStateView state(Report report) {
    return new TrialStateView(
        url(report.trial()),
        report.badge(),
        report.line(),
        report.isFinal(),
        report.outcomes().stream().map(one -> run(one, report.phases())).toList(),
        report.findings(),
        report.previews().entrySet().stream()
            .map(
                one ->
                    new TrialStateView.PhaseBoard(
                        report.phases().getOrDefault(one.getKey(), ""), one.getValue().view()))
            .toList());
  }

  private static TrialStateView.Run run(Outcome one, Map<PhaseId, String> phases) {
    return new TrialStateView.Run(
        one.submission().value(),
        one.name(),
        phases.getOrDefault(one.phase(), ""),
        one.state(),
        one.line(),
        one.failure());
  }

  private static ModelAndView to(String path) {
    return new ModelAndView(new RedirectView(path, true, false));
  }
}
