package dev.assay.server.submissions;

import dev.assay.server.accounts.Account;
import dev.assay.server.accounts.CurrentAccount;
import dev.assay.server.competitions.CompetitionHeads;
import dev.assay.server.competitions.Competitions;
import dev.assay.server.competitions.Phase;
import dev.assay.server.kernel.CompetitionId;
import dev.assay.server.kernel.PhaseId;
import dev.assay.server.web.Screen;
import dev.assay.server.web.SentName;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.view.RedirectView;

/** Where somebody submits. */
@Controller
class SubmitPages {
  private final CompetitionHeads heads;
  private final Competitions competitions;
  private final Intake intake;
  private final SubmitViews views;
  private final Extensions extensions;
  private final CurrentAccount current;
  private final Clock clock;

  SubmitPages(
      CompetitionHeads heads,
      Competitions competitions,
      Intake intake,
      SubmitViews views,
      Extensions extensions,
      CurrentAccount current,
      Clock clock) {
    this.heads = heads;
    this.competitions = competitions;
    this.intake = intake;
    this.views = views;
    this.extensions = extensions;
    this.current = current;
    this.clock = clock;
  }

  @GetMapping("/competitions/{id}/submit")
  ModelAndView form(@PathVariable long id, @RequestParam(required = false) @Nullable Long phase) {
    return form(current.require(), new CompetitionId(id), phase, null);
  }

  private ModelAndView form(
      Account account,
      CompetitionId id,
      @Nullable Long wanted,
      Intake.Outcome.@Nullable Refused refused) {
    var head =
        heads
            .head(id, account)
            .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    var phase = phase(account, id, wanted);
    var view = views.submit(head, account, phase, refused);
    return Screen.page(view, refused == null ? HttpStatus.OK : Refusals.status(refused.reason()));
  }

  /**
   * From a form without script a page, from the page's script JSON: it shows progress and findings
   * itself.
   */
  @PostMapping("/competitions/{id}/submit")
  Object submit(
      @PathVariable long id,
      @RequestParam(required = false) @Nullable Long phase,
      @RequestParam(required = false) @Nullable MultipartFile file,
      @RequestParam(required = false) @Nullable String upload,
      @RequestParam Map<String, String> fields,
      HttpServletRequest request)
      throws IOException {
    var account = current.require();
    var competition = new CompetitionId(id);
    if (!competitions.standing(account, competition).maySee()) {
      throw new ResponseStatusException(HttpStatus.NOT_FOUND);
    }
    var outcome =
        receive(account, competition, phase, new Sent(file, upload, SubmitView.answers(fields)));
    var scripted = "fetch".equals(request.getHeader("X-Requested-With"));
    return switch (outcome) {
      case Intake.Outcome.Accepted(var submission, var _) ->
          scripted
              ? ResponseEntity.ok(Map.of("location", "/submissions/" + submission))
              : new ModelAndView(new RedirectView("/submissions/" + submission, true, false));
      case Intake.Outcome.Refused refused ->
          scripted
              ? ResponseEntity.status(Refusals.status(refused.reason()))
                  .body(Refusals.body(refused))
              : form(account, competition, phase, refused);
    };
  }

  /** What came with the form: a file or one that went ahead of it, and answers. */
  private record Sent(@Nullable MultipartFile file, @Nullable String upload, Answers answers) {}

  private Intake.Outcome receive(
      Account account, CompetitionId competition, @Nullable Long wanted, Sent sent)
      throws IOException {
    var phase = phase(account, competition, wanted);
    if (phase.isEmpty()) {
      return new Intake.Outcome.Refused(
          Intake.Reason.CLOSED, "No phase of this competition is open now.");
    }
    if (sent.upload() != null) {
      return intake.receive(account, phase.get().id(), sent.upload(), sent.answers());
    }
    var file = sent.file();
    if (file == null || file.isEmpty()) {
      return new Intake.Outcome.Refused(
          Intake.Reason.UNREADABLE, "No file was chosen, or it is empty: choose a zip.");
    }
    var name = SentName.of(file, "submission.zip");
    try (var bytes = file.getInputStream()) {
      return intake.receive(account, phase.get().id(), bytes, name, sent.answers());
    }
  }

  /**
   * As it is for this account: the one that was asked for, else the one that is open, the later one
   * where two overlap, else the last that was.
   */
  private Optional<Phase> phase(Account account, CompetitionId id, @Nullable Long wanted) {
    var phases =
        competitions.phases(id).stream()
            .map(phase -> extensions.extended(phase, account.id()))
            .toList();
    if (wanted != null) {
      return phases.stream().filter(phase -> phase.id().equals(new PhaseId(wanted))).findFirst();
    }
    var now = clock.instant();
    return phases.reversed().stream()
        .filter(phase -> phase.isOpenAt(now))
        .findFirst()
        .or(
            () ->
                phases.reversed().stream()
                    .filter(phase -> !phase.startsAt().isAfter(now))
                    .findFirst())
        .or(() -> phases.stream().findFirst());
  }
}
