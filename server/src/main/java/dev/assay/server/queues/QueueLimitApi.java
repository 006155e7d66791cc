package dev.assay.server.queues;

import dev.assay.server.accounts.CurrentAccount;
import dev.assay.server.kernel.QueueId;
import java.sql.Types;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** How many runs of one account may be under way in a queue at once: its owner decides. */
@RestController
class QueueLimitApi {
  private final Queues queues;
  private final JdbcClient jdbc;
  private final CurrentAccount current;

  QueueLimitApi(Queues queues, JdbcClient jdbc, CurrentAccount current) {
    this.queues = queues;
    this.jdbc = jdbc;
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
    var limit = wanted.limit();
    if (limit != null && limit < 1) {
      return ResponseEntity.badRequest()
          .body(Map.of("error", "limit is a number from 1, or null for no limit; got " + limit));
    }
    jdbc.sql("update queue set parallel_limit = :limit where id = :id")
        .param("limit", limit, Types.INTEGER)
        .param("id", id)
        .update();
    return ResponseEntity.noContent().build();
  }
}
