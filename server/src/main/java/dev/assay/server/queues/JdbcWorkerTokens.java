package dev.assay.server.queues;

import dev.assay.server.kernel.QueueId;
import dev.assay.server.kernel.SecretToken;
import dev.assay.server.kernel.SqlTime;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

@Component
final class JdbcWorkerTokens implements WorkerTokens {
  private static final Duration USE_IS_NOTED_EACH = Duration.ofMinutes(1);

  private final JdbcClient jdbc;
  private final Clock clock;

  JdbcWorkerTokens(JdbcClient jdbc, Clock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  @Override
  public SecretToken create(QueueId queue, String name) {
    var token = SecretToken.random("assayw_");
    register(queue, name, token);
    return token;
  }

  @Override
  public boolean register(QueueId queue, String name, SecretToken token) {
    jdbc.sql(
            """
            insert into worker_token (queue_id, name, hash, hint, created_at)
            values (:queue, :name, :hash, :hint, :now)
            on conflict (hash) do nothing""")
        .param("queue", queue.value())
        .param("name", name)
        .param("hash", token.sha256())
        .param("hint", token.hint())
        .param("now", SqlTime.of(clock.instant()))
        .update();
    return queueOf(token).isPresent();
  }

  @Override
  public Optional<QueueId> queueOf(SecretToken token) {
    var now = clock.instant();
    var found =
        jdbc.sql(
                """
                select queue_id, last_used_at is null or last_used_at < :before as is_worth_noting
                  from worker_token where hash = :hash and revoked_at is null""")
            .param("before", SqlTime.of(now.minus(USE_IS_NOTED_EACH)))
            .param("hash", token.sha256())
            .query(Known.class)
            .optional();
    if (found.map(Known::isWorthNoting).orElse(false)) {
      jdbc.sql("update worker_token set last_used_at = :now where hash = :hash")
          .param("now", SqlTime.of(now))
          .param("hash", token.sha256())
          .update();
    }
    return found.map(known -> new QueueId(known.queueId()));
  }

  private record Known(long queueId, boolean isWorthNoting) {}

  @Override
  public List<Listed> of(QueueId queue) {
    return jdbc.sql(
            """
            select id, name, hint, created_at, last_used_at from worker_token
             where queue_id = :queue and revoked_at is null order by id desc""")
        .param("queue", queue.value())
        .query(
            (row, number) ->
                new Listed(
                    row.getLong("id"),
                    row.getString("name"),
                    row.getString("hint"),
                    SqlTime.read(row, "created_at"),
                    SqlTime.readNullable(row, "last_used_at")))
        .list();
  }

  @Override
  public boolean revoke(QueueId queue, long token) {
    return jdbc.sql(
                """
                update worker_token set revoked_at = :now
                 where id = :id and queue_id = :queue and revoked_at is null""")
            .param("now", SqlTime.of(clock.instant()))
            .param("id", token)
            .param("queue", queue.value())
            .update()
        == 1;
  }
}
