package dev.assay.server.competitions.editor;

import dev.assay.bundle.Finding;
import dev.assay.server.accounts.CurrentAccount;
import dev.assay.server.competitions.changes.CompetitionChanges.Planned;
import dev.assay.server.competitions.editor.Draft.Target;
import dev.assay.server.web.Screen;
import dev.assay.server.web.Tone;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.view.RedirectView;

/** Editing a competition that exists: a draft of it, and the plan that comes of the draft. */
@Controller
final class CompetitionDraftPages {
  private final DraftAccess access;
  private final CompetitionDrafts drafts;
  private final CheckViews checks;
  private final CurrentAccount current;

  CompetitionDraftPages(
      DraftAccess access, CompetitionDrafts drafts, CheckViews checks, CurrentAccount current) {
    this.access = access;
    this.drafts = drafts;
    this.checks = checks;
    this.current = current;
  }

  @PostMapping("/competitions/{id}/edit")
  RedirectView edit(@PathVariable long id) {
    var competition = access.organise(id);
    return redirect("/drafts/" + drafts.open(competition, current.require().id()));
  }

  @PostMapping("/drafts/{id}/restart")
  RedirectView restart(@PathVariable long id) {
    var draft = access.open(id);
    return redirect("/drafts/" + drafts.restart(draft, target(draft), current.require().id()));
  }

  @PostMapping("/drafts/{id}/plan")
  ModelAndView plan(@PathVariable long id) {
    var draft = access.open(id);
    var target = target(draft);
    if (!draft.isEditable()) {
      return new ModelAndView(redirect("/drafts/" + id));
    }
    return switch (drafts.plan(draft, target, current.require().id())) {
      case Planned.Ready(var plan) ->
          new ModelAndView(
              redirect("/competitions/%s/changes/%s".formatted(target.id(), plan.id())));
      case Planned.Refused(var findings) -> refused(draft, findings);
    };
  }

  private ModelAndView refused(Draft draft, List<Finding> findings) {
    var notice =
        new EditorNotice(
            Tone.WARNING, "There is no plan: something has to be put right first.", false, "");
    return Screen.page(checks.view(draft.judged(findings), notice), HttpStatus.CONFLICT);
  }

  private static Target target(Draft draft) {
    var target = draft.competition();
    if (target == null) {
      throw new ResponseStatusException(HttpStatus.NOT_FOUND);
    }
    return target;
  }

  private static RedirectView redirect(String address) {
    return new RedirectView(address, true, false);
  }
}
