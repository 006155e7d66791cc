package dev.assay.server.queues;

import dev.assay.server.kernel.AccountId;
import dev.assay.server.kernel.QueueId;
import dev.assay.server.kernel.SqlTime;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

@Component
final class JdbcQueues implements Queues {
  private static final String SELECT =
      """
      select q.id, q.key, q.name, q.owner_id, q.is_default, q.is_public,
             array(select s.account_id from queue_share s where s.queue_id = q.id) as shared_with
        from queue q where q.deleted_at is null
      """;

  private final JdbcClient jdbc;
  private final Clock clock;

  JdbcQueues(JdbcClient jdbc, Clock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  @Override
  public QueueId defaultQueue() {
    return findDefault().or(this::makeDefault).orElseGet(() -> findDefault().orElseThrow());
  }

  private Optional<QueueId> findDefault() {
    return jdbc.sql("select id from queue where is_default")
        .query(Long.class)
        .optional()
        .map(QueueId::new);
  }

  /** Empty when another process was quicker. */
  private Optional<QueueId> makeDefault() {
    return jdbc.sql(
            """
            insert into queue (key, name, is_default, is_public, created_at)
            values (:key, 'Default queue', true, true, :now)
            on conflict (is_default) where is_default do nothing
            returning id""")
        .param("key", UUID.randomUUID())
        .param("now", SqlTime.of(clock.instant()))
        .query(Long.class)
        .optional()
        .map(QueueId::new);
  }

  @Override
  public Optional<Queue> find(QueueId id) {
    return jdbc.sql(SELECT + "and q.id = :id")
        .param("id", id.value())
        .query(JdbcQueues::queue)
        .optional();
  }

  @Override
  public Optional<Queue> find(UUID key) {
    return jdbc.sql(SELECT + "and q.key = :key")
        .param("key", key)
        .query(JdbcQueues::queue)
        .optional();
  }

  @Override
  public List<Queue> all() {
    return jdbc.sql(SELECT + "order by q.is_default desc, lower(q.name), q.id")
        .query(JdbcQueues::queue)
        .list();
  }

  @Override
  public Queue create(AccountId owner, String name) {
    var key = UUID.randomUUID();
    jdbc.sql(
            """
            insert into queue (key, name, owner_id, created_at) values (:key, :name, :owner, :now)""")
        .param("key", key)
        .param("name", name)
        .param("owner", owner.value())
        .param("now", SqlTime.of(clock.instant()))
        .update();
    return find(key).orElseThrow();
  }

  private static Queue queue(ResultSet row, int number) throws SQLException {
    var owner = row.getObject("owner_id", Long.class);
    return new Queue(
        new QueueId(row.getLong("id")),
        row.getObject("key", UUID.class),
        row.getString("name"),
        owner == null ? null : new AccountId(owner),
        row.getBoolean("is_default"),
        row.getBoolean("is_public"),
        Arrays.stream((Long[]) row.getArray("shared_with").getArray())
            .map(AccountId::new)
            .collect(Collectors.toSet()));
  }
}
