package dev.assay.server.submissions;

import dev.assay.server.accounts.CurrentAccount;
import dev.assay.server.kernel.SubmissionId;
import dev.assay.server.submissions.FactSheets.Outcome;
import dev.assay.server.web.Screen;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.view.RedirectView;

/** Answering a fact sheet anew, on the submission's page and over the API. */
@Controller
class FactSheetPages {
  private final FactSheets sheets;
  private final JdbcSubmissions submissions;
  private final Readers readers;
  private final SubmissionViews views;
  private final CurrentAccount current;

  FactSheetPages(
      FactSheets sheets,
      JdbcSubmissions submissions,
      Readers readers,
      SubmissionViews views,
      CurrentAccount current) {
    this.sheets = sheets;
    this.submissions = submissions;
    this.readers = readers;
    this.views = views;
    this.current = current;
  }

  @PostMapping("/submissions/{id}/answers")
  ModelAndView change(@PathVariable long id, @RequestParam Map<String, String> fields) {
    var by = current.require();
    var answers = SubmitView.answers(fields);
    return switch (sheets.change(by, new SubmissionId(id), answers)) {
      case Outcome.Kept() ->
          new ModelAndView(new RedirectView("/submissions/%d#answers".formatted(id), true, false));
      case Outcome.Unknown() -> throw new ResponseStatusException(HttpStatus.NOT_FOUND);
      case Outcome.Closed(var why) -> throw new ResponseStatusException(HttpStatus.CONFLICT, why);
      case Outcome.Refused(var why) -> {
        var submission = submissions.find(new SubmissionId(id)).orElseThrow();
        var reader = readers.reader(by, submission);
        var sheet = sheets.view(submission, reader, answers.given(), why);
        yield Screen.page(views.of(submission, reader, sheet), HttpStatus.UNPROCESSABLE_CONTENT);
      }
    };
  }

  /**
   * @param body all answers as a JSON object, by the keys of the questions
   */
  @PutMapping("/api/v1/submissions/{id}/fact-sheet-answers")
  @ResponseBody
  ResponseEntity<?> changeByScript(@PathVariable long id, @RequestBody String body) {
    var by = current.require();
    var answers = AnswersJson.read(body);
    if (answers.isEmpty()) {
      return Answer.error(HttpStatus.BAD_REQUEST, AnswersJson.FORM);
    }
    return switch (sheets.change(by, new SubmissionId(id), answers.get())) {
      case Outcome.Kept() -> ResponseEntity.noContent().build();
      case Outcome.Unknown() -> Answer.unknown(id);
      case Outcome.Closed(var why) -> Answer.error(HttpStatus.CONFLICT, why);
      case Outcome.Refused(var why) -> Answer.error(HttpStatus.UNPROCESSABLE_CONTENT, why);
    };
  }
}
