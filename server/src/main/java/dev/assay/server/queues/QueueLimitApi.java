package dev.assay.server.queues;

import dev.assay.server.accounts.CurrentAccount;
import dev.assay.server.kernel.QueueId;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** How many runs of one account may be under way in a queue at once: its owner decides. */
@RestController
class QueueLimitApi {
  private final Queues queues;
  private final QueueLimits limits;
  private final CurrentAccount current;

  QueueLimitApi(Queues queues, QueueLimits limits, CurrentAccount current) {
    this.queues = queues;
    this.limits = limits;
    this.current = current;
  }

  /**
   * @param limit null: no limit
   */
  record Limit(@Nullable Integer limit) {}

  @PutMapping("/api/v1/queues/{id}/parallel-limit")
  ResponseEntity<?> set(@PathVariable long id, @RequestBody Limit wanted) {
    var account = current.require();
    var queue = queues.find(new QueueId(id)).filter(one -> one.mayBeManagedBy(account));
    if (queue.isEmpty()) {
      return ResponseEntity.status(HttpStatus.NOT_FOUND)
          .body(Map.of("error", "There is no queue " + id + ", or it is not yours to manage."));
    }
    limits.set(queue.get().id(), wanted.limit());
    return ResponseEntity.noContent().build();
  }
}
