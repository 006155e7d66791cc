package dev.assay.server.submissions;

import dev.assay.server.accounts.Account;
import dev.assay.server.competitions.Competitions;
import dev.assay.server.kernel.SubmissionId;
import dev.assay.server.kernel.TrialId;
import dev.assay.server.runs.RunStates;
import dev.assay.server.runs.RunStates.EvaluationStatus;
import dev.assay.server.runs.Runs;
import dev.assay.server.storage.Blob;
import dev.assay.server.storage.Storage;
import dev.assay.server.submissions.JdbcTrialSubmissions.Tried;
import dev.assay.server.web.Readable;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.springframework.stereotype.Component;

@Component
class OrganiserTrials implements TrialSubmissions {
  private final JdbcTrialSubmissions submissions;
  private final Competitions competitions;
  private final Runs runs;
  private final RunStates states;
  private final Storage storage;
  private final SubmissionsSettings settings;

  OrganiserTrials(
      JdbcTrialSubmissions submissions,
      Competitions competitions,
      Runs runs,
      RunStates states,
      Storage storage,
      SubmissionsSettings settings) {
    this.submissions = submissions;
    this.competitions = competitions;
    this.runs = runs;
    this.states = states;
    this.storage = storage;
    this.settings = settings;
  }

  @Override
  public Kept keep(InputStream upload, String fileName) throws IOException {
    Blob blob;
    try {
      blob = storage.store(upload, settings.maxBytes(), fileName, "application/zip");
    } catch (Storage.TooLarge e) {
      return new Kept.Refused(
          "The file is larger than the %s a submission may have."
              .formatted(Readable.size(e.maxBytes())));
    }
    var errors = Intake.errors(storage, blob);
    return errors.isEmpty()
        ? new Kept.Stored(blob)
        : new Kept.Refused(
            "%s cannot be used: %s".formatted(fileName, errors.getFirst().message()));
  }

  @Override
  public SubmissionId send(Account by, Blob blob, Trial trial) {
    var phase = competitions.phase(trial.phase()).orElseThrow();
    var competition = competitions.find(phase.competition()).orElseThrow();
    var id = submissions.insert(by.id(), blob, trial);
    runs.evaluate(id, competition, trial.tasks());
    return id;
  }

  @Override
  public List<Outcome> of(TrialId trial) {
    return submissions.of(trial).stream().map(this::outcome).toList();
  }

  private Outcome outcome(Tried tried) {
    var evaluations = states.of(tried.submission());
    var state = tried.state();
    var failure =
        Narration.focus(evaluations)
            .map(EvaluationStatus::failure)
            .map(found -> StateViews.failure(found, false, true, false))
            .orElse(null);
    return new Outcome(
        tried.submission(),
        tried.name(),
        tried.phase(),
        Narration.badge(state, evaluations),
        state.stored(),
        Narration.line(state, evaluations),
        state.isFinal(),
        failure,
        evaluations);
  }

  @Override
  public void stop(TrialId trial) {
    submissions.of(trial).stream()
        .filter(one -> !one.state().isFinal())
        .forEach(one -> runs.cancel(one.submission()));
  }
}
