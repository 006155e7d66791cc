package dev.assay.server.competitions.changes;

import dev.assay.bundle.Finding;
import dev.assay.bundle.Severity;
import dev.assay.server.competitions.CompetitionAccess;
import dev.assay.server.competitions.CompetitionAccess.Seen;
import dev.assay.server.competitions.CompetitionHeads;
import dev.assay.server.competitions.changes.ChangePlan.State;
import dev.assay.server.competitions.changes.CompetitionChanges.Planned;
import dev.assay.server.web.Screen;
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.view.RedirectView;

/** Shows plans, and applies them or gives them up; organisers only. */
@Controller
final class ChangePages {
  private final CompetitionAccess access;
  private final CompetitionHeads heads;
  private final JdbcChanges rows;
  private final CompetitionChanges changes;
  private final Reverts reverts;

  ChangePages(
      CompetitionAccess access,
      CompetitionHeads heads,
      JdbcChanges rows,
      CompetitionChanges changes,
      Reverts reverts) {
    this.access = access;
    this.heads = heads;
    this.rows = rows;
    this.changes = changes;
    this.reverts = reverts;
  }

  @GetMapping("/competitions/{id}/changes/{change}")
  ModelAndView show(@PathVariable long id, @PathVariable long change) {
    var seen = access.organise(id);
    var plan = find(seen, change);
    var head = heads.head(seen.id(), seen.account()).orElseThrow();
    return Screen.page(new PlanView(head, plan.note(), plan.createdAt(), PlanViews.view(plan)));
  }

  @GetMapping("/competitions/{id}/changes/{change}/state")
  ModelAndView state(@PathVariable long id, @PathVariable long change) {
    return Screen.fragment(PlanViews.view(find(access.organise(id), change)));
  }

  /** What came of it stands on the plan's page. */
  @PostMapping("/competitions/{id}/changes/{change}/apply")
  RedirectView apply(@PathVariable long id, @PathVariable long change) {
    var seen = access.organise(id);
    changes.apply(find(seen, change).id(), seen.account().id());
    return toPlan(id, change);
  }

  @PostMapping("/competitions/{id}/changes/{change}/discard")
  RedirectView discard(@PathVariable long id, @PathVariable long change) {
    rows.give(find(access.organise(id), change).id(), State.DISCARDED);
    return new RedirectView("/competitions/" + id + "/versions", true, false);
  }

  @PostMapping("/competitions/{id}/versions/{number}/revert")
  RedirectView revert(@PathVariable long id, @PathVariable int number) {
    var seen = access.organise(id);
    var planned =
        reverts
            .plan(seen.id(), number, seen.account().id())
            .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    return switch (planned) {
      case Planned.Ready(var plan) -> toPlan(id, plan.id().value());
      case Planned.Refused(var findings) ->
          throw new ResponseStatusException(
              HttpStatus.CONFLICT,
              "Version %d cannot come back: %s".formatted(number, errors(findings)));
    };
  }

  private static String errors(List<Finding> findings) {
    return findings.stream()
        .filter(one -> one.severity() == Severity.ERROR)
        .map(one -> one.fix() == null ? one.message() : one.message() + " " + one.fix())
        .collect(Collectors.joining(" "));
  }

  private ChangePlan find(Seen seen, long change) {
    return rows.find(new ChangeId(change))
        .filter(plan -> plan.competition().equals(seen.id()))
        .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
  }

  private static RedirectView toPlan(long id, long change) {
    return new RedirectView("/competitions/%d/changes/%d".formatted(id, change), true, false);
  }
}
