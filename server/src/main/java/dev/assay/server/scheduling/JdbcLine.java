package dev.assay.server.scheduling;

import dev.assay.server.kernel.EvaluationId;
import dev.assay.server.kernel.QueueId;
import dev.assay.server.kernel.SqlTime;
import dev.assay.server.queues.WorkerId;
import dev.assay.server.scheduling.FairShare.Contender;
import dev.assay.server.scheduling.JdbcAskers.Limits;
import java.sql.Types;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Chooses in three short looks: the queue's competitions, one competition's participants, one
 * participant's first evaluation. The cost depends on how many competitions wait, not on how many
 * evaluations do.
 */
@Component
final class JdbcLine implements Line {
  private final JdbcClient jdbc;
  private final JdbcAskers askers;
  private final Clock clock;

  JdbcLine(JdbcClient jdbc, JdbcAskers askers, Clock clock) {
    this.jdbc = jdbc;
    this.askers = askers;
    this.clock = clock;
  }

  /**
   * A competition that waits, and how many runs of one participant it lets be under way.
   *
   * @param limit null: no limit of its own
   */
  record Rival(Contender contender, long competition, @Nullable Integer limit) {}

  /** A participant's share, locked. */
  private record Locked(long id, long account) {}

  /** One look through the line; {@code passedBy} are shares that had nothing for this worker. */
  private record Look(QueueId queue, Asker asker, boolean waits, List<Long> passedBy) {}

  @Override
  public Optional<Turn> next(QueueId queue, WorkerId worker, Duration rest) {
    var rivals = rivals(queue);
    if (rivals.isEmpty()) {
      return Optional.empty();
    }
    var asker = askers.find(queue, worker, rest);
    var order = inOrder(rivals, asker);
    var look = new Look(queue, asker, false, new ArrayList<>());
    jdbc.sql("savepoint before_look").update();
    var turn = first(order, look);
    // All that fits may just be in other hands, which are quick: better to wait for them than to
    // leave a slot empty until the next bell.
    return turn.isPresent() || !look.passedBy().isEmpty() ? turn : firstInTurn(order, look);
  }

  /**
   * Waits for shares in other hands. Each that turns out to have nothing stays locked while the
   * next is waited for, so that two who did this at once, or one who has locked something before,
   * might wait for each other.
   */
  private Optional<Turn> firstInTurn(List<Rival> order, Look before) {
    jdbc.sql("rollback to savepoint before_look").update();
    jdbc.sql("select 1 from pg_advisory_xact_lock(hashtextextended('line of queue ' || :queue, 0))")
        .param("queue", before.queue().value())
        .query(Integer.class)
        .single();
    return first(order, new Look(before.queue(), before.asker(), true, new ArrayList<>()));
  }

  @Override
  public Optional<Turn> take(QueueId queue, EvaluationId evaluation) {
    return jdbc.sql(
            """
            select e.id, e.expected_seconds, e.predictions is not null as is_scoring, s.account_id,
                   q.parallel_limit as of_queue, c.id as competition, c.parallel_limit as own
              from evaluation e
              join submission s on s.id = e.submission_id
              join phase p on p.id = s.phase_id
              join competition c on c.id = p.competition_id
              join queue q on q.id = e.queue_id
             where e.id = :id and e.queue_id = :queue and e.state = 'queued'
               for update of e skip locked""")
        .param("id", evaluation.value())
        .param("queue", queue.value())
        .query(
            (row, number) ->
                new Offered(
                    new Turn(
                        new EvaluationId(row.getLong("id")),
                        FairShare.charge(row.getDouble("expected_seconds"))),
                    row.getBoolean("is_scoring"),
                    row.getLong("account_id"),
                    new Limits(
                        queue,
                        row.getObject("of_queue", Integer.class),
                        row.getLong("competition"),
                        row.getObject("own", Integer.class))))
        .optional()
        .filter(one -> one.isScoring() || askers.isWithin(one.limits(), one.account()))
        .map(Offered::turn);
  }

  /**
   * What was offered.
   *
   * @param isScoring whether it goes on with what was under way before, which no limit keeps
   */
  private record Offered(Turn turn, boolean isScoring, long account, Limits limits) {}

  private List<Rival> inOrder(List<Rival> rivals, Asker asker) {
    var byId = new HashMap<Long, Rival>();
    rivals.forEach(rival -> byId.put(rival.contender().id(), rival));
    var contenders = rivals.stream().map(Rival::contender).toList();
    return FairShare.inOrder(contenders, asker.images(), clock.instant()).stream()
        .map(contender -> Objects.requireNonNull(byId.get(contender.id())))
        .toList();
  }

  private Optional<Turn> first(List<Rival> order, Look look) {
    for (var rival : order) {
      for (var share = share(rival, look); share.isPresent(); share = share(rival, look)) {
        var turn =
            isWithinLimits(rival, look, share.get().account())
                ? evaluation(share.get(), look.asker())
                : Optional.<Turn>empty();
        if (turn.isPresent()) {
          return turn;
        }
        look.passedBy().add(share.get().id());
      }
    }
    return Optional.empty();
  }

  private boolean isWithinLimits(Rival rival, Look look, long account) {
    return askers.isWithin(
        new Limits(look.queue(), look.asker().parallelLimit(), rival.competition(), rival.limit()),
        account);
  }

  private List<Rival> rivals(QueueId queue) {
    return jdbc.sql(
            """
            select s.id, s.priority, s.used, s.served_at, c.docker_image, c.id as competition,
                   c.parallel_limit
              from competition_share s join competition c on c.id = s.competition_id
             where s.queue_id = :queue and s.active""")
        .param("queue", queue.value())
        .query(
            (row, number) ->
                new Rival(
                    new Contender(
                        row.getLong("id"),
                        row.getInt("priority"),
                        row.getDouble("used"),
                        SqlTime.read(row, "served_at"),
                        row.getString("docker_image")),
                    row.getLong("competition"),
                    row.getObject("parallel_limit", Integer.class)))
        .list();
  }

  private Optional<Locked> share(Rival rival, Look look) {
    var asker = look.asker();
    return jdbc.sql(
            """
            select s.id, s.account_id as account from share s
             where s.competition_share_id = :parent and s.waiting > 0
               and s.gpus <= :gpus and s.memory_bytes <= :memory
               and (s.is_short or :longToo) and s.id <> all(:passedBy)
               and (:limit::int is null or (
                     select coalesce(sum(other.running), 0)
                       from share other join competition_share p on p.id = other.competition_share_id
                      where other.account_id = s.account_id and other.running > 0
                        and p.queue_id = :queue) < :limit)
               and (:own::int is null or (
                     select coalesce(sum(other.running), 0)
                       from share other join competition_share p on p.id = other.competition_share_id
                      where other.account_id = s.account_id and other.running > 0
                        and p.competition_id = :competition) < :own)
             order by s.used, s.id limit 1
             for no key update of s"""
                + (look.waits() ? "" : " skip locked"))
        .param("parent", rival.contender().id())
        .param("gpus", asker.gpus())
        .param("memory", asker.memoryBytes())
        .param("longToo", asker.slots().mayStartLong())
        .param("passedBy", look.passedBy().toArray(Long[]::new))
        .param("limit", asker.parallelLimit(), Types.INTEGER)
        .param("queue", look.queue().value())
        .param("own", rival.limit(), Types.INTEGER)
        .param("competition", rival.competition())
        .query(Locked.class)
        .optional();
  }

  /**
   * What was lost or failed by the platform twice has one try left, and may itself be what takes
   * workers down: of such a worker has one at a time, so that none falls with another for good.
   */
  private Optional<Turn> evaluation(Locked share, Asker asker) {
    return jdbc.sql(
            """
            select e.id, e.expected_seconds from evaluation e
             where e.share_id = :share and e.state = 'queued'
               and (e.attempts = 0 or not exists (
                     select 1 from attempt a
                      where a.evaluation_id = e.id and a.worker_id = :worker
                        and a.state = 'failed'
                        and a.ended_at + :rest * power(4, e.attempts - 1) * interval '1 second' > :now))
               and (e.attempts < 2 or not exists (
                     select 1 from attempt a join evaluation other on other.id = a.evaluation_id
                      where a.worker_id = :worker and a.state = 'active' and other.attempts >= 2))
             order by e.place limit 1
             for update of e skip locked""")
        .param("share", share.id())
        .param("worker", asker.worker().value())
        .param("rest", asker.rest().toMillis() / 1000.0)
        .param("now", SqlTime.of(clock.instant()))
        .query(
            (row, number) ->
                new Turn(
                    new EvaluationId(row.getLong("id")),
                    FairShare.charge(row.getDouble("expected_seconds"))))
        .optional();
  }
}
