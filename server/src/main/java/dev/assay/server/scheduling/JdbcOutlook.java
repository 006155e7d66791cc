package dev.assay.server.scheduling;

import dev.assay.server.kernel.EvaluationId;
import dev.assay.server.kernel.QueueId;
import dev.assay.server.kernel.SqlTime;
import dev.assay.server.scheduling.Forecast.Before;
import dev.assay.server.scheduling.Forecast.Standing;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

@Component
final class JdbcOutlook implements Outlook {
  /** Further ahead an exact number says nothing to anybody. */
  private static final int FORESEEN = 5000;

  private final JdbcClient jdbc;
  private final Clock clock;

  JdbcOutlook(JdbcClient jdbc, Clock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  @Override
  public int waiting(QueueId queue) {
    return jdbc.sql(
            """
            select coalesce(sum(s.waiting), 0)
              from competition_share p join share s on s.competition_share_id = p.id
             where p.queue_id = :queue and p.active and s.waiting > 0""")
        .param("queue", queue.value())
        .query(Integer.class)
        .single();
  }

  @Override
  public List<EvaluationId> next(QueueId queue, int most) {
    var turns = forecast(queue).next(most);
    Map<Long, Deque<EvaluationId>> firsts = new HashMap<>();
    var next = new ArrayList<EvaluationId>();
    for (var share : turns) {
      var evaluation = firsts.computeIfAbsent(share, one -> first(one, most)).poll();
      if (evaluation != null) {
        next.add(evaluation);
      }
    }
    return next;
  }

  private Deque<EvaluationId> first(long share, int most) {
    return new ArrayDeque<>(
        jdbc
            .sql(
                """
                select id from evaluation where share_id = :share and state = 'queued'
                 order by place limit :most""")
            .param("share", share)
            .param("most", most)
            .query(Long.class)
            .list()
            .stream()
            .map(EvaluationId::new)
            .toList());
  }

  private record Place(long queue, long share, int own) {}

  @Override
  public int ahead(EvaluationId evaluation) {
    return before(evaluation).turns();
  }

  /** What comes before an evaluation; nothing unless it waits. */
  Before before(EvaluationId evaluation) {
    return jdbc.sql(
            """
            select e.queue_id as queue, e.share_id as share,
                   (select count(*) from evaluation other
                     where other.share_id = e.share_id and other.state = 'queued'
                       and other.place < e.place) as own
              from evaluation e where e.id = :id and e.state = 'queued'""")
        .param("id", evaluation.value())
        .query(Place.class)
        .optional()
        .map(
            place ->
                forecast(new QueueId(place.queue()))
                    .before(place.share(), place.own(), Math.max(FORESEEN, place.own())))
        .orElse(new Before(0, 0, 0));
  }

  private Forecast forecast(QueueId queue) {
    var standings =
        jdbc.sql(
                """
                select p.id as parent, p.priority, p.used as parent_used, p.served_at,
                       s.id as share, s.used, s.cost, s.waiting
                  from competition_share p join share s on s.competition_share_id = p.id
                 where p.queue_id = :queue and p.active and s.waiting > 0""")
            .param("queue", queue.value())
            .query(
                (row, number) ->
                    new Standing(
                        row.getLong("parent"),
                        row.getInt("priority"),
                        row.getDouble("parent_used"),
                        SqlTime.read(row, "served_at"),
                        row.getLong("share"),
                        row.getDouble("used"),
                        row.getDouble("cost"),
                        row.getInt("waiting")))
            .list();
    return new Forecast(standings, clock.instant());
  }
}
