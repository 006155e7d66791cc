package dev.assay.benchmarks.lab;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Looks afterwards whether every promise was kept, in the database and as a reader sees it. */
final class Audit implements AutoCloseable {
  private final Connection database;

  Audit(Lab lab) throws SQLException {
    this.database = lab.connect();
  }

  /**
   * What was found.
   *
   * @param lost receipts without their result
   * @param doubled evaluations with more than one effect
   * @param stuck evaluations that did not end
   * @param platform receipts that ended as the platform's failure after three attempts, poison
   *     aside
   * @param other further findings, each a sentence
   */
  record Findings(
      List<String> lost,
      List<String> doubled,
      List<String> stuck,
      int platform,
      List<String> other) {
    boolean isClean() {
      return lost.isEmpty() && doubled.isEmpty() && stuck.isEmpty() && other.isEmpty();
    }
  }

  /** Waits until everything has ended, or nothing has for the given time. */
  void awaitEnd(Duration patience) throws SQLException, InterruptedException {
    long open = Long.MAX_VALUE;
    var last = System.nanoTime();
    while (true) {
      long now = number("select count(*) from evaluation where state in ('queued', 'leased')");
      if (now == 0) {
        return;
      }
      if (now < open) {
        open = now;
        last = System.nanoTime();
      }
      if (System.nanoTime() - last > patience.toNanos()) {
        return;
      }
      Thread.sleep(200);
    }
  }

  Findings findings(Map<Long, String> receipts) throws SQLException {
    var states = states();
    var lost = new ArrayList<String>();
    int platform = 0;
    for (var receipt : receipts.entrySet()) {
      var state = states.getOrDefault(receipt.getKey(), "nowhere");
      var number = receipt.getValue();
      var expected = number.equals("poison") ? "failed WORKER_LOST -" : "finished - " + number;
      if (state.equals(expected)) {
        continue;
      }
      if (!number.equals("poison") && state.startsWith("failed") && threeLost(receipt.getKey())) {
        platform++;
        continue;
      }
      lost.add("submission %d is %s, not %s".formatted(receipt.getKey(), state, expected));
    }
    return new Findings(
        lost,
        texts(
            """
            select 'evaluation ' || evaluation_id || ' was scored ' || count(*) || ' times'
              from attempt where state = 'scored' group by evaluation_id having count(*) > 1
            union all
            select 'submission ' || submission_id || ' stands on the leaderboard ' || count(*) || ' times'
              from leaderboard_row group by phase_id, submission_id having count(*) > 1"""),
        texts(
            """
            select 'evaluation ' || id || ' is ' || state || ' since ' || state_since
              from evaluation where state in ('queued', 'leased')
            union all
            select 'attempt ' || id || ' is active' from attempt where state = 'active'"""),
        platform,
        other());
  }

  /** State, cause of a failure, and score of each submission. */
  private Map<Long, String> states() throws SQLException {
    var states = new HashMap<Long, String>();
    try (var statement = database.createStatement();
        var rows =
            statement.executeQuery(
                """
                select s.id, s.state || ' ' || coalesce(e.failure ->> 'cause', '-') || ' '
                       || coalesce((select trim_scale(value)::text from score where evaluation_id = e.id), '-')
                  from submission s join evaluation e on e.submission_id = s.id and e.is_current""")) {
      while (rows.next()) {
        states.put(rows.getLong(1), rows.getString(2));
      }
    }
    return states;
  }

  private boolean threeLost(long submission) throws SQLException {
    return number(
            """
            select count(*) from attempt a join evaluation e on e.id = a.evaluation_id
             where e.submission_id = %d and a.state in ('lost', 'failed')"""
                .formatted(submission))
        >= 3;
  }

  private List<String> other() throws SQLException {
    var other = new ArrayList<String>();
    other.addAll(
        texts(
            """
            select 'submission ' || s.id || ' is finished but not on the leaderboard' from submission s
             where s.state = 'finished'
               and not exists (select 1 from leaderboard_row r where r.submission_id = s.id)"""));
    other.addAll(
        texts(
            """
            select 'share ' || id || ' counts ' || waiting || ' waiting and ' || running || ' running'
              from share s where waiting <> 0 or running <> 0"""));
    other.addAll(
        texts(
            """
            select 'the log of attempt ' || attempt_id || ' has a gap in ' || stream from (
              select attempt_id, stream, offset_bytes,
                     coalesce(sum(length(bytes)) over (partition by attempt_id, stream order by number
                                                       rows between unbounded preceding and 1 preceding), 0)
                       as before
                from log_chunk) c
             where offset_bytes <> before group by attempt_id, stream"""));
    return other;
  }

  private List<String> texts(String sql) throws SQLException {
    var texts = new ArrayList<String>();
    try (var statement = database.createStatement();
        var rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        texts.add(rows.getString(1));
      }
    }
    return texts;
  }

  long number(String sql) throws SQLException {
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
