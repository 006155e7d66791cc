package dev.assay.server.submissions;

import dev.assay.server.accounts.Account;
import dev.assay.server.competitions.Competition;
import dev.assay.server.competitions.CompetitionHead;
import dev.assay.server.competitions.Competitions;
import dev.assay.server.competitions.Phase;
import dev.assay.server.kernel.CompetitionId;
import dev.assay.server.submissions.SubmitView.Limit;
import dev.assay.server.tasks.Tasks;
import dev.assay.server.web.Finding;
import dev.assay.server.web.Readable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Puts together the submit page. */
@Component
class SubmitViews {
  private final Competitions competitions;
  private final Tasks tasks;
  private final Intake intake;
  private final SubmissionsSettings settings;
  private final JdbcFactSheets sheets;

  SubmitViews(
      Competitions competitions,
      Tasks tasks,
      Intake intake,
      SubmissionsSettings settings,
      JdbcFactSheets sheets) {
    this.competitions = competitions;
    this.tasks = tasks;
    this.intake = intake;
    this.settings = settings;
    this.sheets = sheets;
  }

  SubmitView submit(
      CompetitionHead head,
      Account account,
      Optional<Phase> phase,
      Intake.Outcome.@Nullable Refused refused) {
    var competition = competitions.find(new CompetitionId(head.id())).orElseThrow();
    var code = phase.map(this::wantsCode).orElse(false);
    return new SubmitView(
        head,
        phase.map(one -> one.id().value()).orElse(null),
        phase.map(one -> closed(account, one)).orElse("This competition has no phase."),
        phase.map(one -> accepts(one, code)).orElse(""),
        false,
        phase.map(Phase::endsAt).orElse(null),
        settings.maxBytes(),
        sheets.questions(competition.id()).stream().map(SubmitView.Question::of).toList(),
        phase.map(one -> limits(competition, one)).orElse(List.of()),
        refused == null ? List.<Finding>of() : Refusals.findings(refused));
  }

  private String closed(Account account, Phase phase) {
    return intake
        .refusal(account, phase.id())
        .map(outcome -> outcome instanceof Intake.Outcome.Refused refused ? refused.message() : "")
        .orElse("");
  }

  private boolean wantsCode(Phase phase) {
    return !phase.acceptsOnlyResults()
        && tasks.currentVersions(phase.id()).stream()
            .anyMatch(task -> task.ingestionProgram() != null);
  }

  private static String accepts(Phase phase, boolean code) {
    if (phase.acceptsOnlyResults()) {
      return "A zip of result files, as the pages of this competition describe them.";
    }
    return code
        ? "A zip of your code, with the files at the top level: the competition's own program runs it."
        : "A zip of your result files, or of a program with a metadata.yaml that names its command.";
  }

  private static List<Limit> limits(Competition competition, Phase phase) {
    List<Limit> limits = new ArrayList<>();
    limits.add(new Limit("Phase", phase.name() + " (id " + phase.id() + ")", false));
    limits.add(
        new Limit("Time", Readable.duration(phase.executionTimeLimit()) + " for each step", false));
    limits.add(new Limit("Network", competition.network() ? "open" : "none", false));
    limits.add(new Limit("Image", competition.dockerImage(), true));
    if (phase.maxSubmissionsPerDay() != null) {
      limits.add(new Limit("Per day", phase.maxSubmissionsPerDay() + " (days are UTC)", false));
    }
    if (phase.maxSubmissions() != null) {
      limits.add(new Limit("In all", phase.maxSubmissions().toString(), false));
    }
    return limits;
  }
}
