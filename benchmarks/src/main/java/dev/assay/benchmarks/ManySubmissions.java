package dev.assay.benchmarks;

import dev.assay.postgres.DatabaseAddress;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

/**
 * Fills competitions of a running site with finished submissions, each of another participant and
 * each on the leaderboard. Written into the database at once: how they came there is not what is
 * measured.
 */
final class ManySubmissions implements AutoCloseable {
  private final Connection connection;

  private ManySubmissions(Connection connection) {
    this.connection = connection;
  }

  static ManySubmissions into(DatabaseAddress database) throws SQLException {
    return new ManySubmissions(
        DriverManager.getConnection(database.jdbcUrl(), database.user(), database.password()));
  }

  /** Accounts that the submissions of all competitions are spread over. */
  void accounts(int count) throws SQLException {
    execute(
        """
        insert into account (username, display_name, password_hash, created_at)
        select 'many-' || n, 'Participant ' || n, 'none', now() from generate_series(1, %d) n
        """
            .formatted(count));
  }

  /** The first so many accounts take part, and have one finished submission each. */
  void fill(long competition, int count) throws SQLException {
    execute(
        """
        insert into participant (competition_id, account_id, status, joined_at)
        select %d, id, 'approved', now() from account where username like 'many-%%'
         order by id limit %d
        """
            .formatted(competition, count));
    execute(
        """
        with phase as (select id from phase where competition_id = %1$d),
             file as (insert into blob (object_key, size, sha256, file_name, media_type, sealed_at)
                      values ('many-%1$d', 1, repeat('0', 64), 'many.zip', 'application/zip', now())
                      returning id)
        insert into submission (id, phase_id, account_id, blob_id, file_name, received_at, state, ended_at)
        select nextval('submission_id'), phase.id, a.id, file.id, 'many.zip',
               now() - interval '1 second' * (%2$d - row_number() over (order by a.id)), 'finished', now()
          from phase, file,
               (select id from account where username like 'many-%%' order by id limit %2$d) a
        """
            .formatted(competition, count));
    evaluate(competition);
  }

  private void evaluate(long competition) throws SQLException {
    execute(
        """
        insert into evaluation (id, submission_id, task_id, task_version_id, kind, is_current,
                                queue_id, place, state, state_since, ended_at)
        select s.id, s.id, v.task_id, v.id, 'live', true, (select min(id) from queue),
               nextval('evaluation_place'), 'scored', now(), now()
          from phase p
          join phase_task pt on pt.phase_id = p.id
          join task_version v on v.task_id = pt.task_id
          join submission s on s.phase_id = p.id
         where p.competition_id = %d
        """
            .formatted(competition));
    execute(
        """
        insert into score (evaluation_id, column_key, value)
        select s.id, 'score', round(cast(random() as numeric), 3)
          from submission s join phase p on p.id = s.phase_id where p.competition_id = %d
        """
            .formatted(competition));
    execute(
        """
        insert into leaderboard_selection (phase_id, submission_id, account_id, selected_at)
        select s.phase_id, s.id, s.account_id, now()
          from submission s join phase p on p.id = s.phase_id where p.competition_id = %d
        """
            .formatted(competition));
  }

  /** As a site is that has run for a while. */
  void settle() throws SQLException {
    execute("vacuum analyze");
  }

  private void execute(String sql) throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
