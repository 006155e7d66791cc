package dev.assay.benchmarks.lab;

import dev.assay.benchmarks.lab.Crowd.Promise;
import dev.assay.contract.Cause;
import dev.assay.contract.Fault;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

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
   * @param other further findings, each a sentence
   */
  record Findings(
      List<String> lost, List<String> doubled, List<String> stuck, List<String> other) {}

  /** Where an attempt's logs are read. */
  record Place(long evaluation, int number) {}

  /**
   * An attempt whose result counts.
   *
   * @param predicted whether it ran the prediction itself
   */
  record Scored(long submission, Place place, boolean predicted) {}

  /** Waits until everything has ended, or nothing has for the given time. */
  void awaitEnd(Duration patience) throws SQLException, InterruptedException {
    Optional<Long> open = Optional.of(Long.MAX_VALUE);
    while (open.isPresent() && open.get() > 0) {
      long before = open.get();
      open = Watch.until(patience, () -> Optional.of(open()).filter(now -> now < before));
    }
  }

  private long open() throws SQLException {
    return number("select count(*) from evaluation where state in ('queued', 'leased')");
  }

  Findings findings(Map<Long, Promise> receipts) throws SQLException {
    var states = states();
    var lost = new ArrayList<String>();
    for (var receipt : receipts.entrySet()) {
      var state = states.getOrDefault(receipt.getKey(), "nowhere");
      var promise = receipt.getValue();
      if (promise.isPoison() ? !isFailedByThePlatform(state) : !state.equals(expected(promise))) {
        lost.add(
            "submission %d is %s, not %s".formatted(receipt.getKey(), state, expected(promise)));
      }
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
        other());
  }

  private static String expected(Promise promise) {
    return promise.isPoison() ? "failed WORKER_LOST -" : "finished - " + promise.number();
  }

  /** It loses its workers, but its last attempt may have met another fault of the storm. */
  private static boolean isFailedByThePlatform(String state) {
    var words = state.split(" ");
    return words[0].equals("failed") && Cause.valueOf(words[1]).fault() == Fault.PLATFORM;
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

  /** Every attempt, by its id. */
  Map<Long, Place> attempts() throws SQLException {
    var places = new HashMap<Long, Place>();
    try (var statement = database.createStatement();
        var rows = statement.executeQuery("select id, evaluation_id, number from attempt")) {
      while (rows.next()) {
        places.put(rows.getLong(1), new Place(rows.getLong(2), rows.getInt(3)));
      }
    }
    return places;
  }

  List<Scored> scored() throws SQLException {
    var scored = new ArrayList<Scored>();
    try (var statement = database.createStatement();
        var rows =
            statement.executeQuery(
                """
                select e.submission_id, e.id, a.number, a.kind
                  from attempt a join evaluation e on e.id = a.evaluation_id where a.state = 'scored'""")) {
      while (rows.next()) {
        scored.add(
            new Scored(
                rows.getLong(1),
                new Place(rows.getLong(2), rows.getInt(3)),
                rows.getString(4).equals("PREDICT_AND_SCORE")));
      }
    }
    return scored;
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
