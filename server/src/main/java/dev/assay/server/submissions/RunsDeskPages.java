package dev.assay.server.submissions;

import dev.assay.server.accounts.Account;
import dev.assay.server.accounts.Accounts;
import dev.assay.server.accounts.CurrentAccount;
import dev.assay.server.competitions.CompetitionHead;
import dev.assay.server.competitions.CompetitionHeads;
import dev.assay.server.competitions.Competitions;
import dev.assay.server.competitions.Phase;
import dev.assay.server.kernel.AccountId;
import dev.assay.server.kernel.CompetitionId;
import dev.assay.server.kernel.PhaseId;
import dev.assay.server.kernel.SubmissionId;
import dev.assay.server.runs.Reruns;
import dev.assay.server.runs.ScoringPauses;
import dev.assay.server.submissions.RunsDeskView.Refused;
import dev.assay.server.web.Screen;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
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

/** Where organisers start, repeat, hold and extend. */
@Controller
class RunsDeskPages {
  private static final int LONGEST_WHY = 500;

  private final CompetitionHeads heads;
  private final Competitions competitions;
  private final JdbcSubmissions submissions;
  private final RunsDesk desk;
  private final SubmissionStarts starts;
  private final Reruns reruns;
  private final ScoringPauses pauses;
  private final Extensions extensions;
  private final Accounts accounts;
  private final CurrentAccount current;

  RunsDeskPages(
      CompetitionHeads heads,
      Competitions competitions,
      JdbcSubmissions submissions,
      RunsDesk desk,
      SubmissionStarts starts,
      Reruns reruns,
      ScoringPauses pauses,
      Extensions extensions,
      Accounts accounts,
      CurrentAccount current) {
    this.heads = heads;
    this.competitions = competitions;
    this.submissions = submissions;
    this.desk = desk;
    this.starts = starts;
    this.reruns = reruns;
    this.pauses = pauses;
    this.extensions = extensions;
    this.accounts = accounts;
    this.current = current;
  }

  /** An organiser at their own competition. */
  private record Seen(Account by, CompetitionHead head) {
    CompetitionId id() {
      return new CompetitionId(head.id());
    }
  }

  private Seen organise(long id) {
    var account = current.require();
    var competition = new CompetitionId(id);
    var head =
        heads
            .head(competition, account)
            .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    if (!competitions.standing(account, competition).isOrganiser()) {
      throw new ResponseStatusException(HttpStatus.FORBIDDEN, "This is for organisers.");
    }
    return new Seen(account, head);
  }

  private Phase phase(Seen seen, long id) {
    return competitions
        .phase(new PhaseId(id))
        .filter(phase -> phase.competition().equals(seen.id()))
        .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
  }

  @GetMapping("/competitions/{id}/organise/runs")
  ModelAndView desk(@PathVariable long id) {
    return Screen.page(desk.of(organise(id).head(), Refused.NOTHING));
  }

  private ModelAndView refused(Seen seen, Refused refused) {
    return Screen.page(desk.of(seen.head(), refused), HttpStatus.UNPROCESSABLE_CONTENT);
  }

  private static ModelAndView to(String path) {
    return new ModelAndView(new RedirectView(path, true, false));
  }

  private static ModelAndView toDesk(long id) {
    return to("/competitions/" + id + "/organise/runs");
  }

  @PostMapping("/competitions/{id}/start-held")
  ModelAndView startHeld(@PathVariable long id) {
    starts.startAll(organise(id).id());
    return toDesk(id);
  }

  /**
   * @param phase the whole of it, unless submissions are chosen
   * @param versions {@code newest} or {@code same}
   */
  @PostMapping("/competitions/{id}/reruns")
  ModelAndView rerun(
      @PathVariable long id,
      @RequestParam String kind,
      @RequestParam(defaultValue = "newest") String versions,
      @RequestParam(defaultValue = "") String reason,
      @RequestParam(required = false) @Nullable Long phase,
      @RequestParam(name = "submission", required = false) @Nullable List<Long> chosen) {
    var seen = organise(id);
    var of = kind.equals("rescore") ? Reruns.Kind.RESCORE : Reruns.Kind.RERUN;
    var asked = new ArrayList<Long>();
    if (phase != null) {
      var wish = new Reruns.Wish(of, List.of(), versions.equals("newest"), reason);
      asked.add(reruns.ask(seen.by().id(), phase(seen, phase).id(), wish).value());
    }
    var byPhase =
        Objects.requireNonNullElse(chosen, List.<Long>of()).stream()
            .flatMap(one -> submissions.find(new SubmissionId(one)).stream())
            .filter(one -> one.competition().equals(seen.id()))
            .collect(
                Collectors.groupingBy(
                    Submission::phase, Collectors.mapping(Submission::id, Collectors.toList())));
    byPhase.forEach(
        (of2, ids) ->
            asked.add(
                reruns
                    .ask(
                        seen.by().id(),
                        of2,
                        new Reruns.Wish(of, ids, versions.equals("newest"), reason))
                    .value()));
    if (asked.isEmpty()) {
      throw new ResponseStatusException(
          HttpStatus.UNPROCESSABLE_CONTENT,
          "No submission was chosen: tick those to run or score again.");
    }
    return asked.size() == 1
        ? to("/competitions/" + id + "/reruns/" + asked.getFirst())
        : toDesk(id);
  }

  @PostMapping("/competitions/{id}/phases/{phase}/pause")
  ModelAndView pause(
      @PathVariable long id,
      @PathVariable long phase,
      @RequestParam(defaultValue = "") String why) {
    var seen = organise(id);
    if (why.length() > LONGEST_WHY || why.indexOf('\0') >= 0) {
      var problem = "Say it in at most %d characters.".formatted(LONGEST_WHY);
      return refused(seen, new Refused(phase, "pause", problem, Map.of("why", why)));
    }
    pauses.pause(
        seen.by().id(),
        phase(seen, phase).id(),
        why.isBlank() ? "The organiser paused it." : why.strip());
    return toDesk(id);
  }

  @PostMapping("/competitions/{id}/phases/{phase}/resume")
  ModelAndView resume(@PathVariable long id, @PathVariable long phase) {
    var seen = organise(id);
    pauses.resume(seen.by().id(), phase(seen, phase).id());
    return toDesk(id);
  }

  /**
   * @param form {@code participant}, a user name or empty for everybody; {@code endsAt}, a form's
   *     date and time in UTC, or empty; {@code morePerDay}, {@code moreInAll}, {@code reason}
   */
  @PostMapping("/competitions/{id}/phases/{phase}/extensions")
  ModelAndView extend(
      @PathVariable long id, @PathVariable long phase, @RequestParam Map<String, String> form) {
    var seen = organise(id);
    var of = phase(seen, phase);
    Extensions.Wish wish;
    try {
      wish = wish(form);
    } catch (Unreadable e) {
      return refused(seen, new Refused(phase, "extensions", e.why, form));
    }
    return switch (extensions.grant(seen.by().id(), of, wish)) {
      case Extensions.Answer.Granted() -> toDesk(id);
      case Extensions.Answer.Refused(var why) ->
          refused(seen, new Refused(phase, "extensions", why, form));
    };
  }

  /** A field that says nothing; in words for the one who typed it. */
  private static final class Unreadable extends Exception {
    private static final long serialVersionUID = 1L;
    private final String why;

    Unreadable(String why) {
      this.why = why;
    }
  }

  private Extensions.Wish wish(Map<String, String> form) throws Unreadable {
    return new Extensions.Wish(
        participant(form.getOrDefault("participant", "").strip()),
        end(form.getOrDefault("endsAt", "").strip()),
        number(form.getOrDefault("morePerDay", "").strip()),
        number(form.getOrDefault("moreInAll", "").strip()),
        form.getOrDefault("reason", ""));
  }

  private @Nullable AccountId participant(String name) throws Unreadable {
    if (name.isEmpty()) {
      return null;
    }
    return accounts
        .byUsername(name)
        .map(Account::id)
        .orElseThrow(() -> new Unreadable("Nobody here is called %s.".formatted(name)));
  }

  private static @Nullable Instant end(String text) throws Unreadable {
    try {
      return text.isEmpty() ? null : LocalDateTime.parse(text).toInstant(ZoneOffset.UTC);
    } catch (DateTimeParseException e) {
      throw new Unreadable("%s is no date and time such as 2026-05-31T23:59.".formatted(text));
    }
  }

  private static int number(String text) throws Unreadable {
    try {
      return text.isEmpty() ? 0 : Integer.parseInt(text);
    } catch (NumberFormatException e) {
      throw new Unreadable("%s is no whole number of submissions.".formatted(text));
    }
  }
}
