package dev.assay.server.submissions;

import dev.assay.server.accounts.CurrentAccount;
import dev.assay.server.kernel.SubmissionId;
import dev.assay.server.runs.RunLogs;
import dev.assay.server.web.Screen;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.method.annotation.StreamingResponseBody;
import org.springframework.web.servlet.view.RedirectView;

/** The page of one submission: what happens to it, its log, its scores. */
@Controller
class SubmissionPages {
  private final JdbcSubmissions submissions;
  private final Readers readers;
  private final SubmissionViews views;
  private final StateViews states;
  private final SubmissionStarts starts;
  private final RunLogs logs;
  private final CurrentAccount current;

  SubmissionPages(
      JdbcSubmissions submissions,
      Readers readers,
      SubmissionViews views,
      StateViews states,
      SubmissionStarts starts,
      RunLogs logs,
      CurrentAccount current) {
    this.submissions = submissions;
    this.readers = readers;
    this.views = views;
    this.states = states;
    this.starts = starts;
    this.logs = logs;
    this.current = current;
  }

  private record Seen(Submission submission, Reader reader) {}

  @GetMapping("/submissions/{id}")
  ModelAndView submission(@PathVariable long id) {
    var seen = see(id);
    return Screen.page(views.of(seen.submission(), seen.reader()));
  }

  @GetMapping("/submissions/{id}/state")
  ModelAndView state(@PathVariable long id) {
    var seen = see(id);
    return Screen.fragment(states.of(seen.submission(), seen.reader()));
  }

  @GetMapping("/submissions/{id}/log.txt")
  ResponseEntity<StreamingResponseBody> log(@PathVariable long id) {
    var seen = see(id);
    if (!seen.reader().maySeeLogs()) {
      throw new ResponseStatusException(
          HttpStatus.FORBIDDEN, "The organiser hides the logs of this phase.");
    }
    return ResponseEntity.ok()
        .contentType(MediaType.parseMediaType("text/plain;charset=UTF-8"))
        .header("Content-Disposition", "attachment; filename=\"submission-" + id + ".log\"")
        .body(out -> logs.writeTo(new SubmissionId(id), out));
  }

  @PostMapping("/submissions/{id}/cancel")
  ModelAndView cancel(@PathVariable long id) {
    var seen = see(id);
    if (!seen.reader().mayCancel()) {
      throw new ResponseStatusException(HttpStatus.FORBIDDEN);
    }
    starts.cancel(seen.submission().id());
    return new ModelAndView(new RedirectView("/submissions/" + id, true, false));
  }

  @PostMapping("/submissions/{id}/start")
  ModelAndView start(@PathVariable long id) {
    var seen = see(id);
    if (!seen.reader().isOrganiser()) {
      throw new ResponseStatusException(HttpStatus.FORBIDDEN);
    }
    starts.start(seen.submission().id());
    return new ModelAndView(new RedirectView("/submissions/" + id, true, false));
  }

  /**
   * Somebody who may not see it learns nothing, not even that it exists; a visitor may log in
   * first.
   */
  private Seen see(long id) {
    var account = current.require();
    return submissions
        .find(new SubmissionId(id))
        .map(submission -> new Seen(submission, readers.reader(account, submission)))
        .filter(seen -> seen.reader().maySee())
        .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
  }
}
