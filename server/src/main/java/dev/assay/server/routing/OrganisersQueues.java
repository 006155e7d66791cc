package dev.assay.server.routing;

import dev.assay.server.accounts.Accounts;
import dev.assay.server.competitions.QueueChoices;
import dev.assay.server.kernel.AccountId;
import dev.assay.server.queues.Queues;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Lets organisers name the queues that they may use, by the queue's own rule. */
@Component
final class OrganisersQueues implements QueueChoices {
  private final Queues queues;
  private final Accounts accounts;

  OrganisersQueues(Queues queues, Accounts accounts) {
    this.queues = queues;
    this.accounts = accounts;
  }

  @Override
  public List<Choice> of(AccountId account) {
    var organiser = accounts.byId(account).orElse(null);
    return queues.all().stream()
        .filter(queue -> queue.mayBeUsedBy(organiser))
        .map(queue -> new Choice(queue.key(), queue.name(), queue.isDefault()))
        .toList();
  }

  @Override
  public boolean mayBeUsed(UUID queue, AccountId account) {
    var organiser = accounts.byId(account).orElse(null);
    return queues.find(queue).filter(found -> found.mayBeUsedBy(organiser)).isPresent();
  }
}
