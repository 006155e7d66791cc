package dev.assay.server.routing;

import dev.assay.server.accounts.CurrentAccount;
import dev.assay.server.competitions.Competitions;
import dev.assay.server.kernel.CompetitionId;
import dev.assay.server.kernel.QueueId;
import dev.assay.server.queues.Queues;
import dev.assay.server.routing.Routing.PhaseRoute;
import dev.assay.server.routing.Routing.Routes;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/** Where a competition and its phases run, for scripts. */
@RestController
class RoutingApi {
  private final Routing routing;
  private final Competitions competitions;
  private final Queues queues;
  private final CurrentAccount accounts;

  RoutingApi(Routing routing, Competitions competitions, Queues queues, CurrentAccount accounts) {
    this.routing = routing;
    this.competitions = competitions;
    this.queues = queues;
    this.accounts = accounts;
  }

  /**
   * @param queue null for the default queue
   * @param parallelLimit how many runs of one participant may be under way at once; null for any
   * @param phases those with a queue of their own, by their id; who is left out runs as the
   *     competition
   */
  record Body(
      @Nullable Long queue, @Nullable Integer parallelLimit, @Nullable Map<Long, Long> phases) {}

  @GetMapping("/api/v1/competitions/{id}/routing")
  Body routing(@PathVariable long id) {
    return body(routing.routes(organised(id)));
  }

  private static Body body(Routes routes) {
    var phases = new TreeMap<Long, Long>();
    for (var phase : routes.phases()) {
      if (phase.queue() != null) {
        phases.put(phase.phase().value(), phase.queue().value());
      }
    }
    var queue = routes.queue();
    return new Body(queue == null ? null : queue.value(), routes.parallelLimit(), phases);
  }

  @PutMapping("/api/v1/competitions/{id}/routing")
  Body assign(@PathVariable long id, @RequestBody Body wanted) {
    var competition = organised(id);
    var now = routing.routes(competition);
    var limit = wanted.parallelLimit();
    if (limit != null && limit < 1) {
      throw refused("parallelLimit is a number from 1, or null for no limit; got " + limit);
    }
    var phases = wanted.phases() == null ? Map.<Long, Long>of() : wanted.phases();
    var known = now.phases().stream().map(phase -> phase.phase().value()).toList();
    phases.keySet().stream()
        .filter(phase -> !known.contains(phase))
        .findFirst()
        .ifPresent(
            phase -> {
              throw refused("The competition has no phase " + phase);
            });
    routing.assign(
        competition,
        new Routes(usable(wanted.queue(), now.queue()), limit, phases(now.phases(), phases)));
    return body(routing.routes(competition));
  }

  private List<PhaseRoute> phases(List<PhaseRoute> now, Map<Long, Long> wanted) {
    return now.stream()
        .map(
            phase ->
                new PhaseRoute(
                    phase.phase(),
                    phase.name(),
                    usable(wanted.get(phase.phase().value()), phase.queue())))
        .toList();
  }

  /** What is set already may stay, even if whoever set it could not choose it any more. */
  private @Nullable QueueId usable(@Nullable Long wanted, @Nullable QueueId now) {
    if (wanted == null) {
      return null;
    }
    var account = accounts.require();
    return queues
        .find(new QueueId(wanted))
        .filter(queue -> queue.mayBeUsedBy(account) || queue.id().equals(now))
        .orElseThrow(() -> refused("There is no queue %d, or you may not use it".formatted(wanted)))
        .id();
  }

  private static ResponseStatusException refused(String why) {
    return new ResponseStatusException(HttpStatus.UNPROCESSABLE_CONTENT, why);
  }

  private CompetitionId organised(long id) {
    var competition = new CompetitionId(id);
    var standing = competitions.standing(accounts.require(), competition);
    if (!standing.maySee()) {
      throw new ResponseStatusException(HttpStatus.NOT_FOUND);
    }
    if (!standing.isOrganiser()) {
      throw new ResponseStatusException(
          HttpStatus.FORBIDDEN, "Only organisers choose where a competition runs.");
    }
    return competition;
  }
}
