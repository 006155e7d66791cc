package dev.assay.benchmarks.lab;

import dev.assay.cli.site.SiteClient;
import dev.assay.cli.site.ZippedFolder;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Keeps so many submissions waiting, of many participants in several competitions. One is sent in
 * as people do; the rest are copies of its rows, since a hundred thousand uploads would be another
 * measurement.
 */
public final class WaitingRoom implements AutoCloseable {
  private final Connection database;
  private final List<Long> phases;
  private final long model;
  private int copies;

  private WaitingRoom(Connection database, List<Long> phases, long model) {
    this.database = database;
    this.phases = phases;
    this.model = model;
  }

  /** What the database counted until an instant. */
  public record Counters(Instant at, long ended, long commits) {}

  /** Turns of the participant that had fewest and of the one that had most. */
  public record Turns(long fewest, long most) {}

  /** Makes the participants, and one submission from which the others are copied. */
  public static WaitingRoom open(
      Lab lab, SiteClient client, List<Long> phases, int participants, Path submission)
      throws SQLException {
    var database = lab.connect();
    try (var statement = database.createStatement()) {
      statement.execute(
          """
          insert into account (username, display_name, password_hash, created_at)
          select 'crowd' || n, 'Crowd ' || n, 'none', now() from generate_series(1, %d) n"""
              .formatted(participants));
    }
    try (var zip = ZippedFolder.of(submission)) {
      long model =
          client
              .upload(
                  "/api/v1/phases/" + phases.getFirst() + "/submissions", zip.file(), zip.name())
              .path("id")
              .asLong();
      return new WaitingRoom(database, phases, model);
    }
  }

  /** Adds what is missing to so many waiting. */
  public void fill(int waiting) throws SQLException {
    long missing = waiting - number("select coalesce(sum(waiting), 0) from share");
    if (missing > 0) {
      copy(missing);
    }
  }

  private void copy(long count) throws SQLException {
    var phaseList = String.join(",", phases.stream().map(id -> Long.toString(id)).toList());
    try (var statement = database.createStatement()) {
      statement.execute(
          """
          with crowd as (
            select array_agg(id order by id) as ids from account where username like 'crowd%%'),
          fresh as (
            insert into submission (id, phase_id, account_id, blob_id, file_name, received_at, state)
            select nextval('submission_id'),
                   (array[%s]::bigint[])[1 + (n / cardinality(crowd.ids)) %% %d],
                   crowd.ids[1 + n %% cardinality(crowd.ids)], s.blob_id, s.file_name, now(), 'running'
              from generate_series(%d, %d) n, crowd, submission s where s.id = %d
            returning id, phase_id)
          insert into evaluation (id, submission_id, task_id, task_version_id, kind, is_current,
                                  queue_id, place, state, state_since)
          select f.id, f.id, t.task_id, v.id, 'live', true, q.id, nextval('evaluation_place'), 'queued',
                 now()
            from fresh f join phase_task t on t.phase_id = f.phase_id
            join lateral (select id from task_version where task_id = t.task_id
                           order by number desc limit 1) v on true
            cross join (select id from queue where is_default) q"""
              .formatted(phaseList, phases.size(), copies, copies + count - 1, model));
    }
    copies += (int) count;
  }

  /** What the database has counted up to now. */
  public Counters counters() throws SQLException {
    return new Counters(
        Instant.now(),
        number("select count(*) from evaluation where state = 'scored'"),
        number("select xact_commit from pg_stat_database where datname = current_database()"));
  }

  /** How evenly those who all have much waiting were served. */
  public Turns turnsSince(Instant since) throws SQLException {
    try (var query =
        database.prepareStatement(
            """
                select coalesce(min(n), 0), coalesce(max(n), 0) from (
                  select s.account_id, s.phase_id, count(a.id) as n
                    from submission s join evaluation e on e.submission_id = s.id
                    left join attempt a on a.evaluation_id = e.id and a.started_at > ?
                                       and a.worker_name like 'simulated%'
                    join account c on c.id = s.account_id
                   where c.username like 'crowd%' group by 1, 2) turns""")) {
      query.setTimestamp(1, Timestamp.from(since));
      try (var rows = query.executeQuery()) {
        rows.next();
        return new Turns(rows.getLong(1), rows.getLong(2));
      }
    }
  }

  /** Somebody who never sent anything before sends one. */
  public long newcomer() throws SQLException {
    try (var statement = database.createStatement()) {
      statement.execute(
          """
          insert into account (username, display_name, password_hash, created_at)
          values ('late' || nextval('submission_id'), 'Late', 'none', now())""");
      statement.execute(
          """
          with fresh as (
            insert into submission (id, phase_id, account_id, blob_id, file_name, received_at, state)
            select nextval('submission_id'), s.phase_id,
                   (select max(id) from account where username like 'late%%'), s.blob_id, s.file_name,
                   now(), 'running' from submission s where s.id = %d returning id)
          insert into evaluation (id, submission_id, task_id, task_version_id, kind, is_current,
                                  queue_id, place, state, state_since)
          select f.id, f.id, e.task_id, e.task_version_id, 'live', true, e.queue_id,
                 nextval('evaluation_place'), 'queued', now()
            from fresh f, evaluation e where e.submission_id = %d"""
              .formatted(model, model));
      return number(
          """
          select s.id from submission s join account a on a.id = s.account_id
           where a.username like 'late%' order by s.id desc limit 1""");
    }
  }

  /**
   * How long a submission waited for its start, which is waited for while the rest is filled up.
   *
   * @throws IllegalStateException if it is not started within three minutes
   */
  public Duration waited(long submission, int waiting) throws SQLException, InterruptedException {
    return Watch.until(Duration.ofMinutes(3), () -> filledUp(submission, waiting))
        .orElseThrow(() -> new IllegalStateException("Submission " + submission + " starved"));
  }

  private Optional<Duration> filledUp(long submission, int waiting) throws SQLException {
    fill(waiting);
    return waited(submission);
  }

  private Optional<Duration> waited(long submission) throws SQLException {
    try (var query =
        database.prepareStatement(
            """
                select extract(epoch from min(a.started_at) - s.received_at)
                  from submission s join attempt a on a.evaluation_id = s.id
                 where s.id = ? group by s.received_at""")) {
      query.setLong(1, submission);
      try (var rows = query.executeQuery()) {
        return rows.next()
            ? Optional.of(Duration.ofMillis((long) (rows.getDouble(1) * 1000)))
            : Optional.empty();
      }
    }
  }

  private long number(String sql) throws SQLException {
    try (var statement = database.createStatement();
        var rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getLong(1);
    }
  }

  @Override
  public void close() throws SQLException {
    database.close();
  }
}
