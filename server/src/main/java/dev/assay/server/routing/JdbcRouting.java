package dev.assay.server.routing;

import dev.assay.server.competitions.CompetitionChanged;
import dev.assay.server.kernel.CompetitionId;
import dev.assay.server.kernel.PhaseId;
import dev.assay.server.kernel.QueueId;
import dev.assay.server.queues.QueueNarrowed;
import dev.assay.server.queues.QueueUses;
import dev.assay.server.queues.Queues;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

@Component
final class JdbcRouting implements Routing, QueueUses {
  private final JdbcClient jdbc;
  private final Queues queues;
  private final ApplicationEventPublisher events;
  private final TransactionOperations transactions;

  JdbcRouting(
      JdbcClient jdbc,
      Queues queues,
      ApplicationEventPublisher events,
      TransactionOperations transactions) {
    this.jdbc = jdbc;
    this.queues = queues;
    this.events = events;
    this.transactions = transactions;
  }

  @Override
  public QueueId queueOf(PhaseId phase) {
    return jdbc.sql(
            """
            select q.id from phase p
              join competition c on c.id = p.competition_id
              join queue q on q.id = coalesce(p.queue_id, c.queue_id)
             where p.id = :phase and q.deleted_at is null""")
        .param("phase", phase.value())
        .query(Long.class)
        .optional()
        .map(QueueId::new)
        .orElseGet(queues::defaultQueue);
  }

  @Override
  public Routes routes(CompetitionId competition) {
    var own =
        jdbc.sql("select queue_id, parallel_limit from competition where id = :id")
            .param("id", competition.value())
            .query(
                (row, number) ->
                    new Own(queue(row), row.getObject("parallel_limit", Integer.class)))
            .single();
    var phases =
        jdbc.sql(
                """
                select id, name, queue_id from phase where competition_id = :id order by position""")
            .param("id", competition.value())
            .query(
                (row, number) ->
                    new PhaseRoute(
                        new PhaseId(row.getLong("id")), row.getString("name"), queue(row)))
            .list();
    return new Routes(own.queue(), own.limit(), phases);
  }

  private record Own(@Nullable QueueId queue, @Nullable Integer limit) {}

  private static @Nullable QueueId queue(ResultSet row) throws SQLException {
    var id = row.getObject("queue_id", Long.class);
    return id == null ? null : new QueueId(id);
  }

  @Override
  public void assign(CompetitionId competition, Routes routes) {
    transactions.executeWithoutResult(
        status -> {
          var before = effective(competition);
          set("competition", competition.value(), competition, routes.queue());
          limit(competition, routes.parallelLimit());
          for (var phase : routes.phases()) {
            set("phase", phase.phase().value(), competition, phase.queue());
          }
          announce(before, effective(competition));
        });
  }

  private void set(String table, long id, CompetitionId of, @Nullable QueueId queue) {
    jdbc.sql(
            table.equals("phase")
                ? "update phase set queue_id = :queue where id = :id and competition_id = :of"
                : "update competition set queue_id = :queue where id = :id and id = :of")
        .param("queue", queue == null ? null : queue.value(), Types.BIGINT)
        .param("id", id)
        .param("of", of.value())
        .update();
  }

  private void limit(CompetitionId competition, @Nullable Integer limit) {
    jdbc.sql("update competition set parallel_limit = :limit where id = :id")
        .param("limit", limit, Types.INTEGER)
        .param("id", competition.value())
        .update();
  }

  private Map<PhaseId, QueueId> effective(CompetitionId competition) {
    var all = new HashMap<PhaseId, QueueId>();
    routes(competition).phases().forEach(phase -> all.put(phase.phase(), queueOf(phase.phase())));
    return all;
  }

  private void announce(Map<PhaseId, QueueId> before, Map<PhaseId, QueueId> after) {
    after.forEach(
        (phase, queue) -> {
          if (!queue.equals(before.get(phase))) {
            events.publishEvent(new PhaseRerouted(phase, queue));
          }
        });
  }

  @Override
  public List<Use> of(QueueId queue) {
    return jdbc.sql(
            """
            select c.id, c.title, null as phase from competition c
             where c.queue_id = :queue and c.competition_type <> 'canary'
            union all
            select c.id, c.title, p.name from phase p join competition c on c.id = p.competition_id
             where p.queue_id = :queue
             order by 1, 3 nulls first""")
        .param("queue", queue.value())
        .query(
            (row, number) ->
                new Use(
                    row.getString("phase") == null
                        ? row.getString("title")
                        : "%s, phase %s".formatted(row.getString("title"), row.getString("phase")),
                    "/competitions/" + row.getLong("id")))
        .list();
  }

  /** A plan may have given phases other queues; where nothing changed, nothing moves. */
  @EventListener
  void changed(CompetitionChanged event) {
    event.phases().forEach(phase -> events.publishEvent(new PhaseRerouted(phase, queueOf(phase))));
  }

  /** Competitions none of whose organisers may use the queue any more go to the default one. */
  @EventListener
  void narrowed(QueueNarrowed event) {
    transactions.executeWithoutResult(
        status -> {
          for (var competition : strangers(event.queue())) {
            var before = effective(competition);
            jdbc.sql("update competition set queue_id = null where id = :id and queue_id = :queue")
                .param("id", competition.value())
                .param("queue", event.queue().value())
                .update();
            jdbc.sql(
                    """
                    update phase set queue_id = null
                     where competition_id = :id and queue_id = :queue""")
                .param("id", competition.value())
                .param("queue", event.queue().value())
                .update();
            announce(before, effective(competition));
          }
        });
  }

  private List<CompetitionId> strangers(QueueId queue) {
    return jdbc
        .sql(
            """
            select c.id from competition c join queue q on q.id = :queue
             where not q.is_public and not q.is_default and c.competition_type <> 'canary'
               and not exists (
                     select 1 from account a
                      where (a.id = c.owner_id or exists (
                              select 1 from competition_organiser o
                               where o.competition_id = c.id and o.account_id = a.id))
                        and (a.id = q.owner_id or a.is_administrator or exists (
                              select 1 from queue_share s
                               where s.queue_id = q.id and s.account_id = a.id)))
               and (c.queue_id = q.id
                    or exists (select 1 from phase p
                                where p.competition_id = c.id and p.queue_id = q.id))""")
        .param("queue", queue.value())
        .query(Long.class)
        .list()
        .stream()
        .map(CompetitionId::new)
        .toList();
  }
}
