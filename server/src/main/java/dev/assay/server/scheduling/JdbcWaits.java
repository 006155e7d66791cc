package dev.assay.server.scheduling;

import dev.assay.server.kernel.EvaluationId;
import dev.assay.server.kernel.QueueId;
import dev.assay.server.kernel.SqlTime;
import dev.assay.server.kernel.SubmissionId;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

@Component
final class JdbcWaits implements Waits {
  /** A worker's call is held for up to 20 seconds without a word. */
  private static final Duration LIVE = Duration.ofSeconds(35);

  private final JdbcClient jdbc;
  private final RunsAtOnce atOnce;
  private final JdbcOutlook outlook;
  private final Clock clock;

  JdbcWaits(JdbcClient jdbc, JdbcOutlook outlook, Clock clock) {
    this.jdbc = jdbc;
    this.atOnce = new RunsAtOnce(jdbc);
    this.outlook = outlook;
    this.clock = clock;
  }

  @Override
  public List<Wait> of(SubmissionId submission) {
    return jdbc.sql(
            """
            select e.id, e.state, e.queue_id, e.cancel_asked_at is not null as cancelled, e.is_short,
                   e.gpus, e.memory_bytes, s.account_id, p.competition_id,
                   c.parallel_limit as own_limit, a.worker_name, a.leased_until, a.activity,
                   a.id as attempt
              from evaluation e
              join submission s on s.id = e.submission_id
              join phase p on p.id = s.phase_id
              join competition c on c.id = p.competition_id
              left join attempt a on a.evaluation_id = e.id and a.state = 'active'
             where e.submission_id = :submission and e.is_current
               and e.state not in ('scored', 'failed', 'cancelled')
             order by e.id""")
        .param("submission", submission.value())
        .query((row, number) -> wait(row))
        .list();
  }

  private Wait wait(ResultSet row) throws SQLException {
    var id = new EvaluationId(row.getLong("id"));
    return switch (row.getString("state")) {
      case "queued" -> queued(id, row);
      case "leased" ->
          new Wait(
              id,
              Owner.WORKER,
              row.getBoolean("cancelled") ? Reason.STOPPING : Reason.RUNNING,
              0,
              null,
              row.getString("worker_name"),
              "PULLING_IMAGE".equals(row.getString("activity"))
                  ? lastWord(row.getLong("attempt"))
                  : "",
              SqlTime.readNullable(row, "leased_until"));
      default -> new Wait(id, Owner.ORGANISER, Reason.PAUSED, 0, null, null, "", null);
    };
  }

  private Wait queued(EvaluationId id, ResultSet row) throws SQLException {
    var queue = new QueueId(row.getLong("queue_id"));
    var staff = staff(queue, row.getInt("gpus"), row.getLong("memory_bytes"));
    var stopped = standstill(staff, queue, row);
    if (stopped.isPresent()) {
      var reason = stopped.get();
      return new Wait(id, owner(reason), reason, outlook.ahead(id), null, null, "", null);
    }
    var before = outlook.before(id);
    int slots = Math.max(1, staff.slots());
    boolean taken = staff.running() >= slots;
    boolean kept = !row.getBoolean("is_short") && !staff.slotsOfQueue().mayStartLong();
    // Those under way are half done on average.
    double seconds = before.seconds() / slots + (taken || kept ? before.typical() / 2 : 0);
    var reason = before.turns() > 0 ? Reason.TURN : reason(staff, taken, kept);
    return new Wait(
        id,
        Owner.QUEUE,
        reason,
        before.turns(),
        Duration.ofSeconds(Math.round(seconds)),
        null,
        "",
        null);
  }

  /** Nobody goes before it. */
  private static Reason reason(Staff staff, boolean taken, boolean kept) {
    if (staff.withFreeGpus() == 0) {
      return Reason.GPUS_TAKEN;
    }
    if (taken) {
      return Reason.SLOT;
    }
    return kept ? Reason.SLOTS_KEPT_FOR_SHORT : Reason.NEXT;
  }

  private static Owner owner(Reason reason) {
    return reason == Reason.PARALLEL_LIMIT || reason == Reason.COMPETITION_PARALLEL_LIMIT
        ? Owner.PARTICIPANT
        : Owner.OPERATOR;
  }

  /** What keeps it from ever starting as things stand. */
  private Optional<Reason> standstill(Staff staff, QueueId queue, ResultSet row)
      throws SQLException {
    if (staff.live() == 0) {
      return Optional.of(Reason.NO_WORKER);
    }
    if (staff.fitting() == 0) {
      return Optional.of(Reason.NO_FITTING_WORKER);
    }
    if (staff.withRoom() == 0) {
      return Optional.of(Reason.WORKERS_SHORT_OF_DISK);
    }
    var limit = staff.parallelLimit();
    long account = row.getLong("account_id");
    if (limit != null && atOnce.running("queue_id", queue.value(), account) >= limit) {
      return Optional.of(Reason.PARALLEL_LIMIT);
    }
    var own = row.getObject("own_limit", Integer.class);
    return own != null
            && atOnce.running("competition_id", row.getLong("competition_id"), account) >= own
        ? Optional.of(Reason.COMPETITION_PARALLEL_LIMIT)
        : Optional.empty();
  }

  /** Who serves a queue, as far as one evaluation is concerned. */
  private record Staff(
      int live,
      int fitting,
      int withRoom,
      int withFreeGpus,
      int slots,
      int running,
      int longRunning,
      boolean shorts,
      @Nullable Integer parallelLimit) {

    Slots slotsOfQueue() {
      return new Slots(slots, longRunning, shorts);
    }
  }

  private Staff staff(QueueId queue, int gpus, long memory) {
    return jdbc.sql(
            """
            select count(w.id) as live,
                   count(w.id) filter (where w.fits) as fitting,
                   count(w.id) filter (where w.fits and not w.short_of_disk) as with_room,
                   count(w.id) filter (where w.fits and (w.engine = '' or w.gpus - held.gpus >= :gpus))
                     as with_free_gpus,
                   coalesce(sum(w.slots) filter (where w.fits and not w.short_of_disk), 0) as slots,
                   (select coalesce(sum(s.running), 0) from share s
                      join competition_share p on p.id = s.competition_share_id
                     where s.running > 0 and p.queue_id = :queue) as running,
                   (select coalesce(sum(s.running), 0) from share s
                      join competition_share p on p.id = s.competition_share_id
                     where s.running > 0 and not s.is_short and p.queue_id = :queue) as long_running,
                   exists (select 1 from share s join competition_share p on p.id = s.competition_share_id
                            where s.is_short and s.arrived_at > :lately and p.queue_id = :queue) as shorts,
                   min(q.parallel_limit) as parallel_limit
              from queue q
              left join lateral (
                select id, slots, short_of_disk, gpus, engine,
                       -- Codabench's workers do not tell what they have.
                       engine = '' or (gpus >= :gpus and memory_bytes >= :memory) as fits
                  from worker
                 where queue_id = q.id and gone_at is null and last_seen > :alive) w on true
              left join lateral (
                select coalesce(sum(e.gpus), 0) as gpus
                  from attempt a join evaluation e on e.id = a.evaluation_id
                 where a.worker_id = w.id and a.state = 'active') held on true
             where q.id = :queue""")
        .param("queue", queue.value())
        .param("gpus", gpus)
        .param("memory", memory)
        .param("lately", SqlTime.of(clock.instant().minus(Duration.ofHours(1))))
        .param("alive", SqlTime.of(clock.instant().minus(LIVE)))
        .query(Staff.class)
        .single();
  }

  /** The last whole line of what the worker itself says in an attempt's log. */
  private String lastWord(long attempt) {
    return jdbc.sql(
            """
            select bytes from log_chunk where attempt_id = :attempt and stream = 'WORKER'
             order by number desc limit 1""")
        .param("attempt", attempt)
        .query(byte[].class)
        .optional()
        .map(bytes -> new String(bytes, StandardCharsets.UTF_8).strip())
        .map(text -> text.substring(text.lastIndexOf('\n') + 1))
        .orElse("");
  }
}
