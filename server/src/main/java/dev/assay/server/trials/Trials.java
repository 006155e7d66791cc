package dev.assay.server.trials;

import dev.assay.server.accounts.Account;
import dev.assay.server.competitions.Competitions;
import dev.assay.server.competitions.Phase;
import dev.assay.server.kernel.CompetitionId;
import dev.assay.server.kernel.PhaseId;
import dev.assay.server.kernel.TrialId;
import dev.assay.server.storage.Blob;
import dev.assay.server.storage.Storage;
import dev.assay.server.submissions.TrialSubmissions;
import dev.assay.server.tasks.TaskVersion;
import dev.assay.server.tasks.Tasks;
import dev.assay.server.trials.JdbcTrials.Trial;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionOperations;

/** Tries competitions. */
@Service
class Trials {
  private static final Logger log = LoggerFactory.getLogger(Trials.class);

  private final JdbcTrials trials;
  private final TrialSubmissions submissions;
  private final Competitions competitions;
  private final Tasks tasks;
  private final Storage storage;
  private final TransactionOperations transactions;

  Trials(
      JdbcTrials trials,
      TrialSubmissions submissions,
      Competitions competitions,
      Tasks tasks,
      Storage storage,
      TransactionOperations transactions) {
    this.trials = trials;
    this.submissions = submissions;
    this.competitions = competitions;
    this.tasks = tasks;
    this.storage = storage;
    this.transactions = transactions;
  }

  /**
   * A submission of the organiser's own, beside the solutions.
   *
   * @param phase null for the first
   */
  record Sample(Blob blob, @Nullable PhaseId phase) {}

  /** What became of the wish to try. */
  sealed interface Answer {
    record Started(TrialId trial) implements Answer {}

    /**
     * @param why in words for the one who asked
     */
    record Refused(String why) implements Answer {}
  }

  /** Something to send in. */
  private record Planned(Blob blob, PhaseId phase, String name, List<TaskVersion> tasks) {}

  /**
   * Sends in each solution of each task once, and the sample; all or nothing.
   *
   * @param sample null to try the solutions alone
   */
  Answer start(Account by, CompetitionId competition, @Nullable Sample sample) {
    var answer =
        Objects.requireNonNull(
            transactions.execute(status -> startLocked(by, competition, sample)));
    if (answer instanceof Answer.Started(var id)) {
      log.info("Trial {} of competition {} begins", id, competition);
    }
    return answer;
  }

  private Answer startLocked(Account by, CompetitionId competition, @Nullable Sample sample) {
    trials.lock(competition);
    if (trials.of(competition).stream().anyMatch(one -> one.open() > 0)) {
      return new Answer.Refused("A try is under way: wait for its end, or stop it first.");
    }
    var phases = competitions.phases(competition);
    var planned = planned(competition, phases);
    if (sample != null) {
      var own = ofSample(phases, sample);
      if (own.isEmpty()) {
        return new Answer.Refused(
            "The phase to try your submission in is none of this competition's, or it has no task: choose another one.");
      }
      planned.add(own.get());
    }
    if (planned.isEmpty()) {
      return new Answer.Refused(
          "No task has a solution that could be tried. Choose a submission of your own below, or add solutions to the bundle.");
    }
    var id = trials.insert(competition, by.id());
    for (var one : planned) {
      submissions.send(
          by, one.blob(), new TrialSubmissions.Trial(id, one.name(), one.phase(), one.tasks()));
    }
    return new Answer.Started(id);
  }

  private List<Planned> planned(CompetitionId competition, List<Phase> phases) {
    var planned = new ArrayList<Planned>();
    var solutions = new SolutionPlan(trials.solutions(competition));
    for (var phase : phases) {
      var versions = tasks.currentVersions(phase.id());
      for (var solution : solutions.of(phase.id())) {
        var meant = versions.stream().filter(one -> solution.tasks().contains(one.task())).toList();
        storage
            .find(solution.blob())
            .ifPresent(blob -> planned.add(new Planned(blob, phase.id(), solution.name(), meant)));
      }
    }
    return planned;
  }

  private Optional<Planned> ofSample(List<Phase> phases, Sample sample) {
    return phases.stream()
        .filter(phase -> sample.phase() == null || phase.id().equals(sample.phase()))
        .findFirst()
        .map(
            phase ->
                new Planned(
                    sample.blob(),
                    phase.id(),
                    sample.blob().fileName(),
                    tasks.currentVersions(phase.id())))
        .filter(one -> !one.tasks().isEmpty());
  }

  /** Empty where there is none of this competition. */
  Optional<Trial> find(CompetitionId competition, long id) {
    return trials.find(new TrialId(id)).filter(one -> one.competition().equals(competition));
  }

  /** The newest first. */
  List<Trial> of(CompetitionId competition) {
    return trials.of(competition);
  }

  /** What would be tried, by name. */
  List<String> solutions(CompetitionId competition) {
    var plan = new SolutionPlan(trials.solutions(competition));
    return competitions.phases(competition).stream()
        .flatMap(phase -> plan.of(phase.id()).stream())
        .map(SolutionPlan.Planned::name)
        .distinct()
        .toList();
  }

  void stop(Trial trial) {
    transactions.executeWithoutResult(status -> submissions.stop(trial.id()));
  }
}
