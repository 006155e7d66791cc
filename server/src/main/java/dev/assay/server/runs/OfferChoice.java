package dev.assay.server.runs;

import dev.assay.server.kernel.EvaluationId;
import dev.assay.server.kernel.QueueId;
import dev.assay.server.kernel.SqlTime;
import dev.assay.server.scheduling.Outlook;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Chooses what a queue offers to workers that listen at its broker. */
@Component
final class OfferChoice {
  /** How many of those who have as much under way as they may are looked past. */
  private static final int PASSED_BY = 50;

  private final JdbcClient jdbc;
  private final Clock clock;
  private final Outlook outlook;

  OfferChoice(JdbcClient jdbc, Clock clock, Outlook outlook) {
    this.jdbc = jdbc;
    this.clock = clock;
    this.outlook = outlook;
  }

  /**
   * Makes offers until so many are open; returns the ids of those it made, none while another
   * process does the same. To be called in a transaction.
   */
  List<Long> fill(QueueId queue, int wanted) {
    if (!isAlone(queue)) {
      return List.of();
    }
    int missing = wanted - countOpen(queue);
    return missing <= 0 ? List.of() : insert(queue, wanted, missing);
  }

  private boolean isAlone(QueueId queue) {
    return jdbc.sql(
            "select pg_try_advisory_xact_lock(hashtextextended('offers of queue ' || :id, 0))")
        .param("id", queue.value())
        .query(Boolean.class)
        .single();
  }

  private int countOpen(QueueId queue) {
    return jdbc.sql(
            """
            select count(*) from offer
             where queue_id = :queue and attempt_id is null and closed_at is null""")
        .param("queue", queue.value())
        .query(Integer.class)
        .single();
  }

  /** Scoring first: its predictions were waited for already. Then in the order of the queue. */
  private List<Long> insert(QueueId queue, int wanted, int missing) {
    var wants = new LinkedHashSet<>(toScore(queue, wanted));
    wants.addAll(outlook.next(queue, wanted + missing + PASSED_BY));
    var made = new ArrayList<Long>();
    for (var evaluation : wants) {
      if (made.size() < missing) {
        insert(evaluation).ifPresent(made::add);
      }
    }
    return made;
  }

  private List<EvaluationId> toScore(QueueId queue, int most) {
    return jdbc.sql(
            """
            select id from evaluation
             where queue_id = :queue and state = 'queued' and predictions is not null and kind = 'live'
             order by place limit :most""")
        .param("queue", queue.value())
        .param("most", most)
        .query((row, number) -> new EvaluationId(row.getLong("id")))
        .list();
  }

  /**
   * Unless its participant has as much under way and on offer as the queue or the competition
   * allows: whoever took the message would be refused. Scoring ends what is under way.
   */
  private Optional<Long> insert(EvaluationId evaluation) {
    return jdbc.sql(
            """
            insert into offer (queue_id, evaluation_id, secret, task, is_scoring, made_at)
            select e.queue_id, e.id, gen_random_uuid(), gen_random_uuid(),
                   e.predictions is not null, :now
              from evaluation e
              join submission s on s.id = e.submission_id
              join phase p on p.id = s.phase_id
              join competition c on c.id = p.competition_id
              join queue q on q.id = e.queue_id
             where e.id = :id and e.state = 'queued'
               and (e.predictions is not null
                    or ((q.parallel_limit is null or q.parallel_limit > %s)
                        and (c.parallel_limit is null or c.parallel_limit > %s)))
            on conflict do nothing
            returning id"""
                .formatted(underWay("queue_id = q.id"), underWay("competition_id = c.id")))
        .param("now", SqlTime.of(clock.instant()))
        .param("id", evaluation.value())
        .query(Long.class)
        .optional();
  }

  /** How much the participant {@code s} has running and on offer there. */
  private static String underWay(String there) {
    return """
    (select coalesce(sum(r.running), 0) from share r
       join competition_share cs on cs.id = r.competition_share_id
      where r.account_id = s.account_id and r.running > 0 and cs.%1$s)
    + (select count(*) from offer o
         join evaluation oe on oe.id = o.evaluation_id
         join share r on r.id = oe.share_id
         join competition_share cs on cs.id = r.competition_share_id
        where o.attempt_id is null and o.closed_at is null and not o.is_scoring
          and r.account_id = s.account_id and cs.%1$s)"""
        .formatted(there);
  }
}
