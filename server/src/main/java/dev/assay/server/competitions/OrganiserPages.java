package dev.assay.server.competitions;

import dev.assay.server.competitions.CompetitionAccess.Seen;
import dev.assay.server.competitions.Participant.Status;
import dev.assay.server.kernel.AccountId;
import dev.assay.server.kernel.ServerSettings;
import dev.assay.server.web.Badge;
import dev.assay.server.web.Screen;
import dev.assay.server.web.Tone;
import java.time.Clock;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.view.RedirectView;

/** What only organisers do: publish, and let people in. */
@Controller
final class OrganiserPages {
  private final CompetitionAccess access;
  private final CompetitionHeads heads;
  private final JdbcPublication publication;
  private final JdbcParticipants participants;
  private final CompetitionHealth health;
  private final ServerSettings settings;
  private final Clock clock;

  OrganiserPages(
      CompetitionAccess access,
      CompetitionHeads heads,
      JdbcPublication publication,
      JdbcParticipants participants,
      CompetitionHealth health,
      ServerSettings settings,
      Clock clock) {
    this.access = access;
    this.heads = heads;
    this.publication = publication;
    this.participants = participants;
    this.health = health;
    this.settings = settings;
    this.clock = clock;
  }

  @GetMapping("/competitions/{id}/organise")
  ModelAndView desk(@PathVariable long id) {
    var seen = access.organise(id);
    var people = participants.list(seen.id());
    var pending = persons(people, true);
    var head = heads.head(seen.id(), seen.reader()).orElseThrow();
    return Screen.page(
        new DeskView(
            head,
            HealthView.of(health.of(seen.id()), pending.size(), head.url(), clock.instant()),
            seen.competition().isPublished(),
            secretLink(seen),
            pending,
            persons(people, false)));
  }

  @PostMapping("/competitions/{id}/publish")
  RedirectView publish(@PathVariable long id) {
    publication.publish(access.organise(id).id(), true);
    return toDesk(id);
  }

  @PostMapping("/competitions/{id}/unpublish")
  RedirectView unpublish(@PathVariable long id) {
    publication.publish(access.organise(id).id(), false);
    return toDesk(id);
  }

  @PostMapping("/competitions/{id}/participants/{account}/approve")
  RedirectView approve(@PathVariable long id, @PathVariable long account) {
    return decide(id, account, Status.APPROVED);
  }

  @PostMapping("/competitions/{id}/participants/{account}/deny")
  RedirectView deny(@PathVariable long id, @PathVariable long account) {
    return decide(id, account, Status.DENIED);
  }

  private RedirectView decide(long id, long account, Status status) {
    var seen = access.organise(id);
    if (!participants.decide(seen.id(), new AccountId(account), status)) {
      throw new ResponseStatusException(HttpStatus.NOT_FOUND);
    }
    return toDesk(id);
  }

  private String secretLink(Seen seen) {
    return "%s/competitions/%s?secret=%s"
        .formatted(settings.url(), seen.id(), publication.secretKey(seen.id()).orElseThrow());
  }

  private static List<DeskView.Person> persons(List<Participant> people, boolean pending) {
    return people.stream()
        .filter(person -> (person.status() == Status.PENDING) == pending)
        .map(OrganiserPages::person)
        .toList();
  }

  private static DeskView.Person person(Participant person) {
    var state =
        switch (person.status()) {
          case PENDING -> new Badge(Tone.WAITING, "Waits");
          case APPROVED -> new Badge(Tone.GOOD, "Takes part");
          case DENIED -> new Badge(Tone.BAD, "Not let in");
        };
    return new DeskView.Person(
        person.account().value(),
        person.displayName(),
        state,
        person.isOnList() ? "On your list; the address is not confirmed" : "",
        person.joinedAt(),
        person.status() != Status.APPROVED,
        person.status() != Status.DENIED);
  }

  private static RedirectView toDesk(long id) {
    return new RedirectView("/competitions/" + id + "/organise", true, false);
  }
}
