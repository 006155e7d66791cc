package dev.assay.server.submissions;

import dev.assay.server.accounts.CurrentAccount;
import dev.assay.server.competitions.Competitions;
import dev.assay.server.kernel.CompetitionId;
import dev.assay.server.kernel.SubmissionId;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.view.RedirectView;

/** Deleting submissions and bringing them back, on pages and over the API. */
@Controller
class DeletionPages {
  private final Deletions deletions;
  private final JdbcSubmissions submissions;
  private final Competitions competitions;
  private final CurrentAccount current;

  DeletionPages(
      Deletions deletions,
      JdbcSubmissions submissions,
      Competitions competitions,
      CurrentAccount current) {
    this.deletions = deletions;
    this.submissions = submissions;
    this.competitions = competitions;
    this.current = current;
  }

  /** Whoever deletes their own cannot see it any more, and is led to their list. */
  @PostMapping("/submissions/{id}/delete")
  ModelAndView delete(@PathVariable long id, @RequestParam(defaultValue = "") String reason) {
    var by = current.require();
    var submission = new SubmissionId(id);
    deletions.delete(by, submission, reason).requireDone();
    var competition = submissions.find(submission).orElseThrow().competition();
    return to(
        competitions.standing(by, competition).isOrganiser()
            ? "/submissions/" + id
            : "/competitions/" + competition + "/submissions");
  }

  @PostMapping("/submissions/{id}/restore")
  ModelAndView restore(@PathVariable long id) {
    deletions.restore(current.require(), new SubmissionId(id)).requireDone();
    return to("/submissions/" + id);
  }

  /**
   * Of one's own, or as an organiser of everybody's. Those that cannot be deleted stay, and are
   * named.
   */
  @PostMapping("/competitions/{id}/submissions/delete")
  ModelAndView deleteChosen(
      @PathVariable long id,
      @RequestParam(name = "submission", required = false) @Nullable List<Long> chosen,
      @RequestParam(defaultValue = "") String deletionReason) {
    var by = current.require();
    var competition = new CompetitionId(id);
    var organises = competitions.standing(by, competition).isOrganiser();
    if (chosen == null) {
      throw new ResponseStatusException(
          HttpStatus.UNPROCESSABLE_CONTENT, "No submission was chosen: tick those to delete.");
    }
    var refused = new ArrayList<String>();
    for (var one : chosen) {
      var submission = new SubmissionId(one);
      var isHere =
          submissions
              .find(submission)
              .filter(found -> found.competition().equals(competition))
              .isPresent();
      if (isHere
          && deletions.delete(by, submission, deletionReason) instanceof Answer.Refused(var why)) {
        refused.add("#%d: %s".formatted(one, why));
      }
    }
    if (!refused.isEmpty()) {
      throw new ResponseStatusException(HttpStatus.CONFLICT, String.join(" ", refused));
    }
    return to("/competitions/" + id + "/submissions?of=" + (organises ? "all" : "mine"));
  }

  private static ModelAndView to(String path) {
    return new ModelAndView(new RedirectView(path, true, false));
  }

  @DeleteMapping("/api/v1/submissions/{id}")
  @ResponseBody
  ResponseEntity<?> deleteByScript(
      @PathVariable long id, @RequestParam(defaultValue = "") String reason) {
    return deletions.delete(current.require(), new SubmissionId(id), reason).toScript(id);
  }

  @PostMapping("/api/v1/submissions/{id}/restore")
  @ResponseBody
  ResponseEntity<?> restoreByScript(@PathVariable long id) {
    return deletions.restore(current.require(), new SubmissionId(id)).toScript(id);
  }
}
