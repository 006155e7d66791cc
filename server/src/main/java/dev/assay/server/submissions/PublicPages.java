package dev.assay.server.submissions;

import dev.assay.server.accounts.CurrentAccount;
import dev.assay.server.competitions.CompetitionHeads;
import dev.assay.server.competitions.Competitions;
import dev.assay.server.kernel.CompetitionId;
import dev.assay.server.kernel.SubmissionId;
import dev.assay.server.web.Screen;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.view.RedirectView;

/** Making submissions public, and the list of those that are, on pages and over the API. */
@Controller
class PublicPages {
  private static final int PAGE = 50;

  private final PublicSubmissions publics;
  private final JdbcPublicSubmissions rows;
  private final Competitions competitions;
  private final CompetitionHeads heads;
  private final CurrentAccount current;

  PublicPages(
      PublicSubmissions publics,
      JdbcPublicSubmissions rows,
      Competitions competitions,
      CompetitionHeads heads,
      CurrentAccount current) {
    this.publics = publics;
    this.rows = rows;
    this.competitions = competitions;
    this.heads = heads;
    this.current = current;
  }

  /** A part of the list, and the id to go on before; null on the last one. */
  private record Part(List<JdbcPublicSubmissions.Entry> entries, @Nullable Long next) {}

  private Part part(CompetitionId competition, @Nullable Long before) {
    var found = rows.list(competition, before, PAGE + 1);
    return found.size() <= PAGE
        ? new Part(found, null)
        : new Part(found.subList(0, PAGE), found.get(PAGE - 1).id());
  }

  @GetMapping("/competitions/{id}/public-submissions")
  ModelAndView list(@PathVariable long id, @RequestParam(required = false) @Nullable Long before) {
    var competition = new CompetitionId(id);
    var head =
        heads
            .head(competition, current.find().orElse(null))
            .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    var part = part(competition, before);
    var url = head.url() + "/public-submissions";
    return Screen.page(
        new PublicListView(
            head,
            part.entries().stream()
                .map(
                    one ->
                        new PublicListView.Row(
                            one.id(),
                            one.participant(),
                            one.phaseName(),
                            one.fileName(),
                            one.bytes(),
                            one.receivedAt()))
                .toList(),
            before == null ? null : url,
            part.next() == null ? null : url + "?before=" + part.next()));
  }

  /**
   * @param file where it is downloaded
   */
  record EntryBody(
      long id,
      long phase,
      String participant,
      String fileName,
      long size,
      Instant receivedAt,
      String file) {}

  /**
   * @param next the address of the older ones; null on the last page
   */
  record ListBody(List<EntryBody> submissions, @Nullable String next) {}

  @GetMapping("/api/v1/competitions/{id}/public-submissions")
  @ResponseBody
  ListBody json(@PathVariable long id, @RequestParam(required = false) @Nullable Long before) {
    var competition = new CompetitionId(id);
    if (!competitions.standing(current.find().orElse(null), competition).maySee()) {
      throw new ResponseStatusException(HttpStatus.NOT_FOUND);
    }
    var part = part(competition, before);
    var url = "/api/v1/competitions/" + id + "/public-submissions";
    return new ListBody(
        part.entries().stream()
            .map(
                one ->
                    new EntryBody(
                        one.id(),
                        one.phase(),
                        one.participant(),
                        one.fileName(),
                        one.bytes(),
                        one.receivedAt(),
                        "/submissions/" + one.id() + "/files/submission"))
            .toList(),
        part.next() == null ? null : url + "?before=" + part.next());
  }

  @PostMapping("/submissions/{id}/public")
  ModelAndView change(@PathVariable long id, @RequestParam("public") boolean wanted) {
    var by = current.require();
    var submission = new SubmissionId(id);
    (wanted ? publics.publish(by, submission) : publics.withdraw(by, submission)).requireDone();
    return new ModelAndView(new RedirectView("/submissions/%d#public".formatted(id), true, false));
  }

  @PutMapping("/api/v1/submissions/{id}/public")
  @ResponseBody
  ResponseEntity<?> publish(@PathVariable long id) {
    return publics.publish(current.require(), new SubmissionId(id)).toScript(id);
  }

  @DeleteMapping("/api/v1/submissions/{id}/public")
  @ResponseBody
  ResponseEntity<?> withdraw(@PathVariable long id) {
    return publics.withdraw(current.require(), new SubmissionId(id)).toScript(id);
  }
}
