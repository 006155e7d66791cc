package dev.assay.server.routing;

import dev.assay.server.accounts.Account;
import dev.assay.server.accounts.CurrentAccount;
import dev.assay.server.competitions.Competition;
import dev.assay.server.competitions.Competitions;
import dev.assay.server.kernel.CompetitionId;
import dev.assay.server.kernel.QueueId;
import dev.assay.server.queues.Queue;
import dev.assay.server.queues.Queues;
import dev.assay.server.routing.Routing.PhaseRoute;
import dev.assay.server.routing.Routing.Routes;
import dev.assay.server.web.Screen;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.view.RedirectView;

/** Where organisers choose the queue of a competition and of its phases. */
@Controller
class RoutingPages {
  private final Routing routing;
  private final Competitions competitions;
  private final Queues queues;
  private final CurrentAccount accounts;

  RoutingPages(Routing routing, Competitions competitions, Queues queues, CurrentAccount accounts) {
    this.routing = routing;
    this.competitions = competitions;
    this.queues = queues;
    this.accounts = accounts;
  }

  @GetMapping("/competitions/{id}/queue")
  ModelAndView form(@PathVariable long id) {
    var account = accounts.require();
    var competition = organised(id, account);
    var routes = routing.routes(competition.id());
    var url = "/competitions/" + id;
    return Screen.page(
        new RoutingView(
            competition.title(),
            url + "/queue",
            url + "/organise",
            new RoutingView.Choice(
                "queue", "The competition", "The default queue", options(account, routes.queue())),
            routes.phases().stream()
                .map(
                    phase ->
                        new RoutingView.Choice(
                            "phase-" + phase.phase(),
                            "Phase " + phase.name(),
                            "As the competition",
                            options(account, phase.queue())))
                .toList(),
            routes.parallelLimit()));
  }

  private List<RoutingView.Option> options(Account account, @Nullable QueueId chosen) {
    return queues.all().stream()
        .filter(queue -> queue.mayBeUsedBy(account) || queue.id().equals(chosen))
        .map(
            queue ->
                new RoutingView.Option(
                    queue.id().value(),
                    queue.name(),
                    queue.isDefault() ? "the site's" : queue.isPublic() ? "public" : null,
                    queue.id().equals(chosen)))
        .toList();
  }

  @PostMapping("/competitions/{id}/queue")
  RedirectView assign(@PathVariable long id, @RequestParam Map<String, String> form) {
    var account = accounts.require();
    var competition = organised(id, account);
    var now = routing.routes(competition.id());
    var phases = new ArrayList<PhaseRoute>();
    for (var phase : now.phases()) {
      var wanted = form.get("phase-" + phase.phase());
      phases.add(
          new PhaseRoute(phase.phase(), phase.name(), chosen(account, wanted, phase.queue())));
    }
    routing.assign(
        competition.id(),
        new Routes(
            chosen(account, form.get("queue"), now.queue()),
            limit(form.get("limit"), now.parallelLimit()),
            phases));
    return new RedirectView("/competitions/" + id + "/queue", true, false);
  }

  /** What is set already may stay, even if whoever set it could not choose it any more. */
  private @Nullable QueueId chosen(
      Account account, @Nullable String wanted, @Nullable QueueId now) {
    if (wanted == null) {
      return now;
    }
    if (wanted.isBlank()) {
      return null;
    }
    return usable(account, wanted, now).id();
  }

  private static @Nullable Integer limit(@Nullable String wanted, @Nullable Integer now) {
    if (wanted == null) {
      return now;
    }
    if (wanted.isBlank()) {
      return null;
    }
    try {
      int limit = Integer.parseInt(wanted.strip());
      if (limit > 0) {
        return limit;
      }
    } catch (NumberFormatException e) {
      // Said below.
    }
    throw new ResponseStatusException(
        HttpStatus.BAD_REQUEST,
        "How many at once is a number from 1, or nothing for no limit; got “%s”."
            .formatted(wanted));
  }

  private Queue usable(Account account, String wanted, @Nullable QueueId now) {
    try {
      return queues
          .find(new QueueId(Long.parseLong(wanted)))
          .filter(queue -> queue.mayBeUsedBy(account) || queue.id().equals(now))
          .orElseThrow(RoutingPages::unknown);
    } catch (NumberFormatException e) {
      throw unknown();
    }
  }

  private static ResponseStatusException unknown() {
    return new ResponseStatusException(
        HttpStatus.BAD_REQUEST, "There is no such queue, or you may not use it.");
  }

  private Competition organised(long id, Account account) {
    var competition = new CompetitionId(id);
    var standing = competitions.standing(account, competition);
    if (!standing.maySee()) {
      throw new ResponseStatusException(HttpStatus.NOT_FOUND);
    }
    if (!standing.isOrganiser()) {
      throw new ResponseStatusException(
          HttpStatus.FORBIDDEN, "Only organisers choose where a competition runs.");
    }
    return competitions.find(competition).orElseThrow();
  }
}
