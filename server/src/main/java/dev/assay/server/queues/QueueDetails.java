package dev.assay.server.queues;

import dev.assay.server.accounts.Accounts;
import dev.assay.server.accounts.Names;
import dev.assay.server.kernel.ServerSettings;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Puts together what a reader sees of a queue. */
@Component
class QueueDetails {
  private final QueueStates states;
  private final WorkerTokens tokens;
  private final QueueUses uses;
  private final QueueLimits limits;
  private final QueueHealth health;
  private final BrokerStrings broker;
  private final Accounts accounts;
  private final QueueRights rights;
  private final ServerSettings settings;

  QueueDetails(
      QueueStates states,
      WorkerTokens tokens,
      QueueUses uses,
      QueueLimits limits,
      QueueHealth health,
      BrokerStrings broker,
      Accounts accounts,
      QueueRights rights,
      ServerSettings settings) {
    this.states = states;
    this.tokens = tokens;
    this.uses = uses;
    this.limits = limits;
    this.health = health;
    this.broker = broker;
    this.accounts = accounts;
    this.rights = rights;
    this.settings = settings;
  }

  /** Those of the queues that the reader may see. */
  List<QueueListView.Row> list(List<Queue> queues) {
    var reader = rights.reader();
    var seen = queues.stream().filter(queue -> queue.mayBeSeenBy(reader)).toList();
    var owners =
        accounts.displayNames(
            seen.stream().map(Queue::owner).filter(Objects::nonNull).collect(Collectors.toSet()));
    return seen.stream().map(queue -> states.row(queue, owner(queue, owners), reader)).toList();
  }

  private static String owner(Queue queue, Names names) {
    return queue.owner() == null ? "" : names.of(queue.owner());
  }

  QueueView of(Queue queue, RefusedForm refused) {
    var reader = rights.reader();
    boolean mayManage = queue.mayBeManagedBy(reader);
    return new QueueView(
        queue.name(),
        mayManage,
        command(settings),
        queue.key().toString(),
        mayManage ? listed(queue) : List.of(),
        states.of(queue, reader),
        limits.of(queue.id()).orElse(null),
        health.provenAt(queue.id()).orElse(null),
        health.lastTry(queue.id()).map(last -> mayManage ? last : last.withoutImage()).orElse(null),
        mayManage && !queue.isDefault() ? own(queue) : null,
        refused);
  }

  private QueueView.Own own(Queue queue) {
    var names = accounts.displayNames(queue.sharedWith());
    return new QueueView.Own(
        queue.isPublic(),
        queue.sharedWith().stream()
            .map(id -> new QueueView.Sharer(id.value(), names.of(id)))
            .sorted(Comparator.comparing(QueueView.Sharer::name))
            .toList(),
        uses.of(queue.id()).stream().map(use -> new QueueView.Use(use.what(), use.url())).toList(),
        broker.isPossible(),
        broker
            .of(queue.id())
            .map(
                connection ->
                    new QueueView.Connection(
                        "pyamqp://%s:…@%s/%s"
                            .formatted(connection.user(), connection.host(), connection.vhost())))
            .orElse(null));
  }

  private List<QueueView.Token> listed(Queue queue) {
    return tokens.of(queue.id()).stream()
        .map(
            token ->
                new QueueView.Token(
                    token.id(), token.name(), token.hint(), token.createdAt(), token.lastUsedAt()))
        .toList();
  }

  static String command(ServerSettings settings) {
    return "./assay worker --site %s --token-file worker.token".formatted(settings.url());
  }
}
