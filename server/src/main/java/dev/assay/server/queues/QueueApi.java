package dev.assay.server.queues;

import dev.assay.server.accounts.Accounts;
import dev.assay.server.kernel.AccountId;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/** Queues for scripts. Secrets are in the answer that makes them, and nowhere else. */
@RestController
@RequestMapping("/api/v1/queues")
class QueueApi {
  private final Queues queues;
  private final QueueRights rights;
  private final QueueEditing editing;
  private final QueueStates states;
  private final QueueHealth health;
  private final WorkerTokens tokens;
  private final BrokerStrings broker;
  private final Accounts accounts;

  QueueApi(
      Queues queues,
      QueueRights rights,
      QueueEditing editing,
      QueueStates states,
      QueueHealth health,
      WorkerTokens tokens,
      BrokerStrings broker,
      Accounts accounts) {
    this.queues = queues;
    this.rights = rights;
    this.editing = editing;
    this.states = states;
    this.health = health;
    this.tokens = tokens;
    this.broker = broker;
    this.accounts = accounts;
  }

  /** A queue as others see it. */
  record Listed(
      long id, UUID key, String name, boolean isDefault, boolean isPublic, boolean isOwn) {}

  /**
   * @param trouble what went wrong at the site's last test run there; null for nothing
   * @param provenAt when one was scored last
   * @param lastTry what the last one used and came to; null if there was none
   * @param sharedWith usernames' display names, for who manages it
   * @param connection without the password; null if there is none, or it is not theirs to know
   */
  record Details(
      long id,
      UUID key,
      String name,
      boolean isDefault,
      boolean isPublic,
      boolean isOwn,
      int waiting,
      List<WorkerState> workers,
      @Nullable String trouble,
      @Nullable Instant provenAt,
      @Nullable QueueTry lastTry,
      List<String> sharedWith,
      BrokerStrings.@Nullable Connection connection) {}

  /**
   * A worker of the queue.
   *
   * @param state in a word, such as "Running"
   * @param engine empty where the worker does not tell, and then the machine is not known either
   * @param runs what it has now; links only for who may see them
   */
  record WorkerState(
      String name,
      String state,
      String version,
      String engine,
      int cpus,
      long memoryBytes,
      int gpus,
      int slots,
      Instant lastHeardOf,
      List<QueueStateView.Run> runs) {}

  /** What can be set; what is left out stays. */
  record Change(@Nullable String name, @Nullable Boolean isPublic) {}

  @GetMapping
  List<Listed> list() {
    var reader = rights.reader();
    return queues.all().stream()
        .filter(queue -> queue.mayBeSeenBy(reader))
        .map(this::listed)
        .toList();
  }

  private Listed listed(Queue queue) {
    return new Listed(
        queue.id().value(),
        queue.key(),
        queue.name(),
        queue.isDefault(),
        queue.isPublic(),
        queue.mayBeManagedBy(rights.reader()));
  }

  @GetMapping("/{id}")
  Details details(@PathVariable long id) {
    return details(rights.seen(id));
  }

  private Details details(Queue queue) {
    var reader = rights.reader();
    var state = states.of(queue, reader);
    boolean manages = queue.mayBeManagedBy(reader);
    return new Details(
        queue.id().value(),
        queue.key(),
        queue.name(),
        queue.isDefault(),
        queue.isPublic(),
        manages,
        state.waiting(),
        states.workers(queue, reader),
        health.trouble(queue.id()).orElse(null),
        health.provenAt(queue.id()).orElse(null),
        health.lastTry(queue.id()).map(last -> manages ? last : last.withoutImage()).orElse(null),
        manages
            ? accounts.displayNames(queue.sharedWith()).byAccount().values().stream()
                .sorted()
                .toList()
            : List.of(),
        manages ? broker.of(queue.id()).orElse(null) : null);
  }

  @PostMapping
  @ResponseStatus(HttpStatus.CREATED)
  Details create(@RequestBody Change wanted) {
    var queue = rights.create(wanted.name() == null ? "" : wanted.name());
    return change(queue, new Change(null, wanted.isPublic()));
  }

  @PatchMapping("/{id}")
  Details change(@PathVariable long id, @RequestBody Change wanted) {
    return change(rights.ownable(id), wanted);
  }

  private Details change(Queue queue, Change wanted) {
    if (wanted.name() != null) {
      editing.rename(
          queue.id(), QueueRights.name(wanted.name(), "queue", QueueRights.LONGEST_NAME));
    }
    if (wanted.isPublic() != null) {
      editing.publish(queue.id(), wanted.isPublic());
    }
    return details(rights.seen(queue.id().value()));
  }

  @DeleteMapping("/{id}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void delete(@PathVariable long id) {
    QueueSettingsPages.deleteUnused(rights.ownable(id), editing, broker);
  }

  @PutMapping("/{id}/shares/{username}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void share(@PathVariable long id, @PathVariable String username) {
    editing.share(rights.ownable(id).id(), account(username));
  }

  @DeleteMapping("/{id}/shares/{username}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void unshare(@PathVariable long id, @PathVariable String username) {
    editing.unshare(rights.ownable(id).id(), account(username));
  }

  private AccountId account(String username) {
    return accounts
        .byUsername(username)
        .orElseThrow(
            () ->
                new ResponseStatusException(
                    HttpStatus.NOT_FOUND, "Nobody here is called “%s”.".formatted(username)))
        .id();
  }

  /** A token for a worker that comes by HTTPS. */
  @PostMapping("/{id}/tokens")
  @ResponseStatus(HttpStatus.CREATED)
  Map<String, Object> token(@PathVariable long id, @RequestBody Change named) {
    var queue = rights.managed(id);
    var name = QueueRights.name(named.name() == null ? "" : named.name(), "token", 60);
    return Map.of("name", name, "token", tokens.create(queue.id(), name).reveal());
  }

  @DeleteMapping("/{id}/tokens/{token}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void revoke(@PathVariable long id, @PathVariable long token) {
    if (!tokens.revoke(rights.managed(id).id(), token)) {
      throw new ResponseStatusException(HttpStatus.NOT_FOUND);
    }
  }

  /** A connection string for workers at the broker; the one before ends. */
  @PostMapping("/{id}/connection")
  @ResponseStatus(HttpStatus.CREATED)
  Map<String, Object> connect(@PathVariable long id) {
    var queue = rights.ownable(id);
    if (!broker.isPossible()) {
      throw new ResponseStatusException(
          HttpStatus.CONFLICT, "This site has no broker: its workers come by HTTPS, with a token.");
    }
    try {
      var answer = new LinkedHashMap<String, Object>();
      answer.put("brokerUrl", broker.renew(queue).reveal());
      answer.put("vhost", queue.key());
      return answer;
    } catch (BrokerStrings.Failed e) {
      throw new ResponseStatusException(HttpStatus.BAD_GATEWAY, e.getMessage(), e);
    }
  }
}
