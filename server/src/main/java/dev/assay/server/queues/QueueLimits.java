package dev.assay.server.queues;

import dev.assay.server.kernel.QueueId;
import java.sql.Types;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** How many runs of one account may be under way in a queue at once. */
@Component
class QueueLimits {
  private final JdbcClient jdbc;

  QueueLimits(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Empty for no limit. */
  Optional<Integer> of(QueueId queue) {
    return jdbc.sql(
            "select parallel_limit from queue where id = :id and parallel_limit is not null")
        .param("id", queue.value())
        .query(Integer.class)
        .optional();
  }

  /**
   * @param limit null for no limit
   */
  void set(QueueId queue, @Nullable Integer limit) {
    if (limit != null && limit < 1) {
      throw new NotTaken("A limit is a number from 1, or nothing for none; got " + limit);
    }
    jdbc.sql("update queue set parallel_limit = :limit where id = :id")
        .param("limit", limit, Types.INTEGER)
        .param("id", queue.value())
        .update();
  }
}
