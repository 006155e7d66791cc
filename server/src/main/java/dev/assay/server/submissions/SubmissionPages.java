package dev.assay.server.submissions;

import dev.assay.server.accounts.Accounts;
import dev.assay.server.accounts.CurrentAccount;
import dev.assay.server.competitions.BoardEntries;
import dev.assay.server.kernel.SubmissionId;
import dev.assay.server.runs.RunLogs;
import dev.assay.server.storage.Storage;
import dev.assay.server.web.Screen;
import java.util.List;
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
  private static final int LOG_ON_PAGE = 200_000;

  private final JdbcSubmissions submissions;
  private final Readers readers;
  private final StateViews states;
  private final SubmissionStarts starts;
  private final Extensions extensions;
  private final BoardEntries boards;
  private final RunLogs logs;
  private final Storage storage;
  private final Accounts accounts;
  private final CurrentAccount current;

  SubmissionPages(
      JdbcSubmissions submissions,
      Readers readers,
      StateViews states,
      SubmissionStarts starts,
      Extensions extensions,
      BoardEntries boards,
      RunLogs logs,
      Storage storage,
      Accounts accounts,
      CurrentAccount current) {
    this.submissions = submissions;
    this.readers = readers;
    this.states = states;
    this.starts = starts;
    this.extensions = extensions;
    this.boards = boards;
    this.logs = logs;
    this.storage = storage;
    this.accounts = accounts;
    this.current = current;
  }

  private record Seen(Submission submission, Reader reader) {}

  @GetMapping("/submissions/{id}")
  ModelAndView submission(@PathVariable long id) {
    var seen = see(id);
    var submission = seen.submission();
    var competition = seen.reader().competition();
    return Screen.page(
        new SubmissionView(
            id,
            competition.title(),
            "/competitions/" + competition.id(),
            seen.reader().phase().name(),
            accounts
                .displayNames(List.of(submission.account()))
                .getOrDefault(submission.account(), "somebody"),
            receipt(seen),
            states.of(submission, seen.reader()),
            log(seen),
            seen.reader().isOrganiser(),
            submission.state() == SubmissionState.SUBMITTED,
            submission.trial() == null
                ? null
                : "/competitions/%s/trials/%s".formatted(competition.id(), submission.trial()),
            removal(seen)));
  }

  private SubmissionView.Removal removal(Seen seen) {
    var submission = seen.submission();
    var deletion = submission.deletion();
    if (deletion != null) {
      return new SubmissionView.Removal(
          deletion.at(),
          accounts.displayNames(List.of(deletion.by())).getOrDefault(deletion.by(), "somebody"),
          deletion.reason(),
          false,
          seen.reader().isOrganiser(),
          "");
    }
    var refusal = Deletions.refusal(submission, seen.reader(), boards.contains(submission.id()));
    return new SubmissionView.Removal(
        null,
        "",
        "",
        refusal.isEmpty(),
        false,
        submission.state().isFinal() && submission.trial() == null ? refusal : "");
  }

  private Receipt receipt(Seen seen) {
    var submission = seen.submission();
    var blob = storage.find(submission.blob()).orElseThrow();
    var phase = extensions.extended(seen.reader().phase(), submission.account());
    var late = !phase.isOpenAt(submission.receivedAt());
    return new Receipt(
        submission.receivedAt(), submission.fileName(), blob.size(), blob.sha256(), late);
  }

  private LogView log(Seen seen) {
    var submission = seen.submission();
    var base = "/submissions/" + submission.id();
    if (!seen.reader().maySeeLogs()) {
      return new LogView(List.of(), null, "", base + "/log.txt", false);
    }
    var extract = logs.extract(submission.id(), LOG_ON_PAGE);
    var parts =
        extract.pieces().stream()
            .map(piece -> new LogView.Part(piece.stream().label(), piece.text()))
            .toList();
    return new LogView(
        parts,
        submission.state().isFinal() ? null : base + "/log/stream",
        Long.toString(extract.lastEventId()),
        base + "/log.txt",
        extract.isCut());
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
