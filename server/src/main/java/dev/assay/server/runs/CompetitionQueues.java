package dev.assay.server.runs;

import dev.assay.server.competitions.QueueChoices;
import dev.assay.server.kernel.AccountId;
import dev.assay.server.queues.Queue;
import dev.assay.server.queues.Queues;
import java.util.List;
import org.springframework.stereotype.Component;

/** Lets organisers choose among public queues and their own. */
@Component
final class CompetitionQueues implements QueueChoices {
  private final Queues queues;

  CompetitionQueues(Queues queues) {
    this.queues = queues;
  }

  @Override
  public List<Choice> of(AccountId account) {
    return queues.all().stream()
        .filter(queue -> isFor(queue, account))
        .map(queue -> new Choice(queue.key(), queue.name(), queue.isDefault()))
        .toList();
  }

  private static boolean isFor(Queue queue, AccountId account) {
    return queue.isDefault() || queue.isPublic() || account.equals(queue.owner());
  }
}
