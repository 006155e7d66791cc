package dev.assay.server.queues;

import dev.assay.contract.WorkerCondition;
import dev.assay.contract.WorkerInfo;
import dev.assay.server.kernel.QueueId;
import dev.assay.server.kernel.SqlTime;
import dev.assay.server.queues.broker.CeleryWorkers;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

@Component
final class JdbcWorkers implements Workers {
  static final Duration REMEMBERED = Duration.ofDays(1);
  private static final Duration LIFE_IS_NOTED_EACH = Duration.ofSeconds(1);

  private final JdbcClient jdbc;
  private final Clock clock;

  JdbcWorkers(JdbcClient jdbc, Clock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  @Override
  public Optional<WorkerId> asks(QueueId queue, WorkerInfo worker, int freeSlots) {
    return jdbc.sql(
            """
            insert into worker (queue_id, instance, name, version, engine, cpus, memory_bytes, gpus,
                                slots, free_slots, first_seen, last_seen)
            values (:queue, :instance, :name, :version, :engine, :cpus, :memory, :gpus,
                    :slots, :free, :now, :now)
            on conflict (instance) do update
               set last_seen = :now, free_slots = :free, slots = :slots, gpus = :gpus,
                   gone_at = null
             where worker.queue_id = :queue
            returning id""")
        .param("queue", queue.value())
        .param("instance", worker.instance())
        .param("name", worker.name())
        .param("version", worker.version())
        .param("engine", worker.engine())
        .param("cpus", worker.cpus())
        .param("memory", worker.memoryBytes())
        .param("gpus", worker.gpus())
        .param("slots", worker.slots())
        .param("free", freeSlots)
        .param("now", SqlTime.of(clock.instant()))
        .query(Long.class)
        .optional()
        .map(WorkerId::new);
  }

  /** Each claim tells; what has not changed by much is not written. */
  @Override
  public void tells(WorkerId worker, WorkerCondition condition) {
    jdbc.sql(
            """
            update worker set images = cast(:images as text[]), free_disk_bytes = :free, short_of_disk = :short
             where id = :id
               and (images <> cast(:images as text[]) or short_of_disk <> :short
                    or abs(coalesce(free_disk_bytes, 0) - :free) > 100000000)""")
        .param("images", condition.images().toArray(String[]::new))
        .param("free", condition.freeDiskBytes())
        .param("short", condition.shortOfDisk())
        .param("id", worker.value())
        .update();
  }

  @Override
  public void uses(WorkerId worker, String image) {
    jdbc.sql(
            """
            update worker set images = array[cast(:image as text)]
             where id = :id and images <> array[cast(:image as text)]""")
        .param("image", image)
        .param("id", worker.value())
        .update();
  }

  @Override
  public void heard(WorkerId worker) {
    var now = clock.instant();
    jdbc.sql(
            """
            update worker set last_seen = :now, gone_at = null
             where id = :id and (last_seen < :before or gone_at is not null)""")
        .param("now", SqlTime.of(now))
        .param("before", SqlTime.of(now.minus(LIFE_IS_NOTED_EACH)))
        .param("id", worker.value())
        .update();
  }

  @Override
  public void gone(WorkerId worker) {
    jdbc.sql("update worker set gone_at = :now, free_slots = 0 where id = :id and gone_at is null")
        .param("now", SqlTime.of(clock.instant()))
        .param("id", worker.value())
        .update();
  }

  @Override
  public Optional<WorkerId> find(QueueId queue, UUID instance) {
    return jdbc.sql("select id from worker where queue_id = :queue and instance = :instance")
        .param("queue", queue.value())
        .param("instance", instance)
        .query(Long.class)
        .optional()
        .map(WorkerId::new);
  }

  @Override
  public String knownAs(QueueId queue, String machine) {
    return jdbc.sql(
            """
            select name from worker
             where queue_id = :queue and engine = '' and last_seen > :since
               and (name = :machine or name = split_part(:machine, '.', 1)
                    or split_part(name, '.', 1) = :machine)
             order by name = :machine desc, last_seen desc limit 1""")
        .param("queue", queue.value())
        .param("since", SqlTime.of(clock.instant().minus(REMEMBERED)))
        .param("machine", machine)
        .query(String.class)
        .optional()
        .orElse(machine);
  }

  @Override
  public String reportingFrom(QueueId queue, String machine) {
    var known = knownAs(queue, machine);
    return jdbc.sql(
            """
            select name from worker
             where queue_id = :queue and engine = '' and last_seen > :since
               and (name = :known or machine = :machine)
             order by name = :known desc, last_seen desc limit 1""")
        .param("queue", queue.value())
        .param("since", SqlTime.of(clock.instant().minus(REMEMBERED)))
        .param("known", known)
        .param("machine", machine)
        .query(String.class)
        .optional()
        .orElse(machine);
  }

  @Override
  public void reportsFrom(QueueId queue, String name, String machine) {
    if (name.equals(machine)) {
      return;
    }
    jdbc.sql(
            """
            update worker set machine = :machine
             where queue_id = :queue and engine = '' and name = :name
               and machine is distinct from :machine""")
        .param("machine", machine)
        .param("queue", queue.value())
        .param("name", name)
        .update();
    // Whoever gives signs of life under that name is another one, on the same machine.
    jdbc.sql(
            """
            update worker set name = :name, gone_at = :now, free_slots = 0
             where queue_id = :queue and engine = '' and name = :machine and version = :silent""")
        .param("name", name)
        .param("now", SqlTime.of(clock.instant()))
        .param("queue", queue.value())
        .param("machine", machine)
        .param("silent", CeleryWorkers.WITHOUT_SIGNS_OF_LIFE)
        .update();
  }

  /**
   * Those heard of lately, by name. Of a name only the last start is told, and those that are still
   * there.
   */
  List<WorkerStatus> lately(QueueId queue, Duration howLong) {
    return jdbc.sql(
            """
            select * from (
              select w.*, row_number() over (partition by name order by gone_at is null desc, last_seen desc)
                          as newest
                from worker w
               where queue_id = :queue and last_seen > :since) as known
             where newest = 1 or (gone_at is null and last_seen > :lately)
             order by lower(name), id""")
        .param("queue", queue.value())
        .param("since", SqlTime.of(clock.instant().minus(howLong)))
        .param("lately", SqlTime.of(clock.instant().minus(Duration.ofMinutes(1))))
        .query(
            (row, number) ->
                new WorkerStatus(
                    new WorkerId(row.getLong("id")),
                    row.getString("name"),
                    row.getString("version"),
                    row.getString("engine"),
                    row.getInt("cpus"),
                    row.getLong("memory_bytes"),
                    row.getInt("gpus"),
                    row.getInt("slots"),
                    row.getBoolean("short_of_disk"),
                    SqlTime.read(row, "last_seen"),
                    SqlTime.readNullable(row, "gone_at")))
        .list();
  }

  @Override
  public boolean anyLive(QueueId queue) {
    return jdbc.sql(
            """
            select exists (select 1 from worker
                            where queue_id = :queue and gone_at is null and last_seen > :lately)""")
        .param("queue", queue.value())
        .param("lately", SqlTime.of(clock.instant().minus(WorkerStatus.LIVE)))
        .query(Boolean.class)
        .single();
  }

  @Override
  public boolean isListening(WorkerId worker, Instant arrivedAt) {
    return jdbc.sql(
            """
            select w.gone_at is null and not exists (
                     select 1 from worker newer
                      where newer.queue_id = w.queue_id and newer.name = w.name
                        and newer.id > w.id and newer.first_seen > :arrived)
              from worker w where w.id = :id""")
        .param("id", worker.value())
        .param("arrived", SqlTime.of(arrivedAt))
        .query(Boolean.class)
        .optional()
        .orElse(false);
  }
}
