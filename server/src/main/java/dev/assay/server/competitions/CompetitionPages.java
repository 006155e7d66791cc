package dev.assay.server.competitions;

import dev.assay.server.competitions.CompetitionAccess.Seen;
import dev.assay.server.competitions.Competitions.Standing;
import dev.assay.server.kernel.CompetitionId;
import dev.assay.server.web.Screen;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.view.RedirectView;

/** The overview of a competition, and the way in. */
@Controller
final class CompetitionPages {
  private final CompetitionAccess access;
  private final CompetitionHeads heads;
  private final CompetitionTexts texts;
  private final CompetitionFacts facts;
  private final JdbcParticipants participants;
  private final JdbcPublication publication;
  private final SessionKeys keys;

  CompetitionPages(
      CompetitionAccess access,
      CompetitionHeads heads,
      CompetitionTexts texts,
      CompetitionFacts facts,
      JdbcParticipants participants,
      JdbcPublication publication,
      SessionKeys keys) {
    this.access = access;
    this.heads = heads;
    this.texts = texts;
    this.facts = facts;
    this.participants = participants;
    this.publication = publication;
    this.keys = keys;
  }

  /** The secret link: the key goes into the session and out of the address. */
  @GetMapping(path = "/competitions/{id}", params = "secret")
  ModelAndView open(
      @PathVariable long id, @RequestParam String secret, HttpServletRequest request) {
    var competition = new CompetitionId(id);
    publication
        .secretKey(competition)
        .filter(key -> key.toString().equals(secret))
        .ifPresent(key -> keys.present(request, competition, key));
    access.see(id);
    return redirect("/competitions/" + id);
  }

  @GetMapping("/competitions/{id}")
  ModelAndView overview(
      @PathVariable long id, @RequestParam(name = "page", defaultValue = "") String page) {
    var seen = access.see(id);
    return Screen.page(
        new CompetitionView(
            head(seen),
            texts.of(seen.id()),
            page,
            facts.about(seen),
            facts.of(seen),
            facts.filesFor(seen)));
  }

  @GetMapping("/competitions/{id}/join")
  ModelAndView joinForm(@PathVariable long id) {
    var seen = access.see(id);
    return mayAsk(seen) ? joinForm(seen, "") : redirect("/competitions/" + id);
  }

  @PostMapping("/competitions/{id}/join")
  ModelAndView join(
      @PathVariable long id, @RequestParam(name = "terms", defaultValue = "") String terms) {
    var seen = access.see(id);
    if (mayAsk(seen)) {
      if (!terms.equals("accepted") && !texts.terms(seen.id()).isEmpty()) {
        return joinForm(seen, "Accept the terms to take part.");
      }
      participants.join(seen.id(), seen.account().id());
    }
    return redirect("/competitions/" + id);
  }

  private ModelAndView joinForm(Seen seen, String error) {
    var view =
        new JoinView(
            head(seen),
            texts.terms(seen.id()),
            participants.letsInAtOnce(seen.id(), seen.account().id()),
            error);
    return Screen.page(view, error.isEmpty() ? HttpStatus.OK : HttpStatus.UNPROCESSABLE_CONTENT);
  }

  /** Whoever asked before has an answer or waits for it. */
  private static boolean mayAsk(Seen seen) {
    seen.account();
    return seen.standing() == Standing.VISITOR;
  }

  private CompetitionHead head(Seen seen) {
    return heads.head(seen.id(), seen.reader()).orElseThrow();
  }

  private static ModelAndView redirect(String path) {
    return new ModelAndView(new RedirectView(path, true, false));
  }
}
