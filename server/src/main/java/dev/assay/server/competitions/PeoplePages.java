package dev.assay.server.competitions;

import dev.assay.bundle.competition.People;
import dev.assay.server.accounts.Accounts;
import dev.assay.server.competitions.CompetitionAccess.Seen;
import dev.assay.server.kernel.AccountId;
import dev.assay.server.web.Screen;
import java.util.Arrays;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.view.RedirectView;

/** Where organisers say who helps them, and who need not wait. */
@Controller
final class PeoplePages {
  private static final int MOST = 10_000;

  private final CompetitionAccess access;
  private final CompetitionHeads heads;
  private final JdbcOrganisers organisers;
  private final JdbcWhitelist whitelist;
  private final Accounts accounts;

  PeoplePages(
      CompetitionAccess access,
      CompetitionHeads heads,
      JdbcOrganisers organisers,
      JdbcWhitelist whitelist,
      Accounts accounts) {
    this.access = access;
    this.heads = heads;
    this.organisers = organisers;
    this.whitelist = whitelist;
    this.accounts = accounts;
  }

  /** What was typed and why it was refused; empty where nothing was. */
  private record Refused(
      String whitelist, String whitelistProblem, String name, String nameProblem) {
    static final Refused NOTHING = new Refused("", "", "", "");
  }

  @GetMapping("/competitions/{id}/people")
  ModelAndView people(@PathVariable long id) {
    return Screen.page(view(access.organise(id), Refused.NOTHING));
  }

  private PeopleView view(Seen seen, Refused refused) {
    var id = seen.id();
    return new PeopleView(
        heads.head(id, seen.reader()).orElseThrow(),
        organisers.list(id).stream()
            .map(
                one ->
                    new PeopleView.Organiser(
                        one.account().value(), one.username(), one.displayName(), one.isOwner()))
            .toList(),
        organisers.absent(id),
        refused.whitelistProblem().isEmpty()
            ? String.join("\n", whitelist.emails(id))
            : refused.whitelist(),
        refused.whitelistProblem(),
        refused.name(),
        refused.nameProblem());
  }

  @PostMapping("/competitions/{id}/people")
  ModelAndView add(@PathVariable long id, @RequestParam(defaultValue = "") String username) {
    var seen = access.organise(id);
    var account = accounts.byUsername(username.strip());
    if (account.isEmpty()) {
      var problem =
          "This site has no account of that name: ask for the user name that their account page shows.";
      return refused(seen, new Refused("", "", username, problem));
    }
    organisers.add(seen.id(), account.get());
    return back(id);
  }

  @PostMapping("/competitions/{id}/people/{account}/remove")
  ModelAndView remove(@PathVariable long id, @PathVariable long account) {
    organisers.remove(access.organise(id).id(), new AccountId(account));
    return access.mayOrganise(id) ? back(id) : redirect("/competitions/" + id);
  }

  @PostMapping("/competitions/{id}/people/forget")
  ModelAndView forget(@PathVariable long id, @RequestParam(defaultValue = "") String username) {
    organisers.forget(access.organise(id).id(), username);
    return back(id);
  }

  @PostMapping("/competitions/{id}/people/whitelist")
  ModelAndView whitelist(@PathVariable long id, @RequestParam(defaultValue = "") String emails) {
    var seen = access.organise(id);
    var wanted = Arrays.stream(emails.split("[,;\\s]+")).filter(email -> !email.isEmpty()).toList();
    var wrong = wanted.stream().filter(email -> !People.isEmail(email)).findFirst();
    if (wrong.isPresent() || wanted.size() > MOST) {
      var problem =
          wrong
              .map(email -> "“%s” is no e-mail address.".formatted(email))
              .orElse("At most %,d addresses are kept.".formatted(MOST));
      return refused(seen, new Refused(emails, problem, "", ""));
    }
    whitelist.replace(seen.id(), new People(wanted, List.of()).whitelistEmails());
    return back(id);
  }

  private ModelAndView refused(Seen seen, Refused refused) {
    return Screen.page(view(seen, refused), HttpStatus.UNPROCESSABLE_CONTENT);
  }

  private static ModelAndView back(long id) {
    return redirect("/competitions/%d/people".formatted(id));
  }

  private static ModelAndView redirect(String path) {
    return new ModelAndView(new RedirectView(path, true, false));
  }
}
