package dev.assay.server.leaderboards;

import dev.assay.contract.Json;
import dev.assay.server.kernel.AccountId;
import dev.assay.server.kernel.PhaseId;
import dev.assay.server.kernel.SqlTime;
import dev.assay.server.kernel.SubmissionId;
import dev.assay.server.kernel.TaskId;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;

/** The rows of {@code leaderboard_selection} and {@code leaderboard_row}. */
@Component
final class JdbcBoards {
  private static final TypeReference<Map<String, BigDecimal>> VALUES = new TypeReference<>() {};
  private static final TypeReference<Map<Long, Map<String, BigDecimal>>> BY_TASK =
      new TypeReference<>() {};

  private final JdbcClient jdbc;
  private final Clock clock;

  JdbcBoards(JdbcClient jdbc, Clock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /**
   * Whoever changes a phase's board waits here for others who do; new submissions to the phase do
   * not.
   */
  void lock(PhaseId phase) {
    jdbc.sql("select id from phase where id = :phase for no key update")
        .param("phase", phase.value())
        .query(Long.class)
        .optional();
  }

  Set<SubmissionId> selected(PhaseId phase, AccountId account) {
    return jdbc
        .sql(
            """
            select submission_id from leaderboard_selection
             where phase_id = :phase and account_id = :account""")
        .param("phase", phase.value())
        .param("account", account.value())
        .query((row, number) -> new SubmissionId(row.getLong("submission_id")))
        .list()
        .stream()
        .collect(Collectors.toUnmodifiableSet());
  }

  void select(PhaseId phase, AccountId account, Set<SubmissionId> wanted) {
    jdbc.sql(
            """
            delete from leaderboard_selection
             where phase_id = :phase and account_id = :account and submission_id <> all(:wanted)""")
        .param("phase", phase.value())
        .param("account", account.value())
        .param("wanted", wanted.stream().map(SubmissionId::value).toArray(Long[]::new))
        .update();
    for (var submission : wanted) {
      jdbc.sql(
              """
              insert into leaderboard_selection (phase_id, submission_id, account_id, selected_at)
              values (:phase, :submission, :account, :now) on conflict do nothing""")
          .param("phase", phase.value())
          .param("submission", submission.value())
          .param("account", account.value())
          .param("now", SqlTime.of(clock.instant()))
          .update();
    }
  }

  /** The first rows alone. */
  List<Ranked> head(PhaseId phase, int most) {
    return jdbc.sql(
            """
            select submission_id, account_id, rank, position,
                   column_values::text as column_values, by_task::text as by_task
              from leaderboard_row where phase_id = :phase order by position limit :most""")
        .param("phase", phase.value())
        .param("most", most)
        .query(JdbcBoards::ranked)
        .list();
  }

  List<Ranked> rows(PhaseId phase) {
    return jdbc.sql(
            """
            select submission_id, account_id, rank, position,
                   column_values::text as column_values, by_task::text as by_task
              from leaderboard_row where phase_id = :phase order by position""")
        .param("phase", phase.value())
        .query(JdbcBoards::ranked)
        .list();
  }

  /** When the submissions on the board were received. */
  Map<SubmissionId, Instant> receipts(PhaseId phase) {
    var receipts = new HashMap<SubmissionId, Instant>();
    jdbc.sql(
            """
            select s.id, s.received_at
              from leaderboard_row r join submission s on s.id = r.submission_id
             where r.phase_id = :phase""")
        .param("phase", phase.value())
        .query(
            row -> {
              receipts.put(new SubmissionId(row.getLong("id")), SqlTime.read(row, "received_at"));
            });
    return receipts;
  }

  /** The best row of somebody, if there is one. */
  Optional<Ranked> best(PhaseId phase, AccountId account) {
    return jdbc.sql(
            """
            select submission_id, account_id, rank, position,
                   column_values::text as column_values, by_task::text as by_task
              from leaderboard_row where phase_id = :phase and account_id = :account
             order by position limit 1""")
        .param("phase", phase.value())
        .param("account", account.value())
        .query(JdbcBoards::ranked)
        .optional();
  }

  int count(PhaseId phase) {
    return jdbc.sql("select count(*) from leaderboard_row where phase_id = :phase")
        .param("phase", phase.value())
        .query(Integer.class)
        .single();
  }

  /** As it goes into the table. */
  private record StoredRow(
      long submission_id,
      long account_id,
      int rank,
      int position,
      Map<String, BigDecimal> column_values,
      Map<Long, Map<String, BigDecimal>> by_task) {
    static StoredRow of(Ranked row) {
      var byTask = new TreeMap<Long, Map<String, BigDecimal>>();
      row.byTask().forEach((task, values) -> byTask.put(task.value(), values));
      return new StoredRow(
          row.submission().value(),
          row.account().value(),
          row.rank(),
          row.position(),
          row.values(),
          byTask);
    }
  }

  /** Makes the kept rows these; those that stay as they are are not written. */
  void replace(PhaseId phase, Collection<Ranked> rows) {
    keepDay(phase);
    jdbc.sql("delete from leaderboard_row where phase_id = :phase and submission_id <> all(:stay)")
        .param("phase", phase.value())
        .param("stay", rows.stream().map(row -> row.submission().value()).toArray(Long[]::new))
        .update();
    jdbc.sql(
            """
            insert into leaderboard_row as old
                   (phase_id, submission_id, account_id, rank, position, column_values, by_task)
            select :phase, r.submission_id, r.account_id, r.rank, r.position, r.column_values, r.by_task
              from jsonb_to_recordset(cast(:rows as jsonb))
                   as r (submission_id bigint, account_id bigint, rank int, position int,
                         column_values jsonb, by_task jsonb)
            on conflict (phase_id, submission_id) do update
               set rank = excluded.rank, position = excluded.position,
                   column_values = excluded.column_values, by_task = excluded.by_task
             where (old.rank, old.position, old.column_values, old.by_task)
                   is distinct from
                   (excluded.rank, excluded.position, excluded.column_values, excluded.by_task)""")
        .param("phase", phase.value())
        .param("rows", Json.MAPPER.writeValueAsString(rows.stream().map(StoredRow::of).toList()))
        .update();
  }

  /** Before the first change of a day, how everybody stood when it began. */
  private void keepDay(PhaseId phase) {
    jdbc.sql(
            """
            insert into leaderboard_day (phase_id, day, account_id, rank)
            select phase_id, :day, account_id, min(rank) from leaderboard_row
             where phase_id = :phase
               and not exists (
                     select 1 from leaderboard_day d where d.phase_id = :phase and d.day = :day)
             group by phase_id, account_id
            on conflict do nothing""")
        .param("day", today())
        .param("phase", phase.value())
        .update();
  }

  /** Everybody's rank when this day began; empty when nothing has changed since. */
  Optional<Map<AccountId, Integer>> ranksAtDayBreak(PhaseId phase) {
    var ranks = new HashMap<AccountId, Integer>();
    jdbc.sql("select account_id, rank from leaderboard_day where phase_id = :phase and day = :day")
        .param("phase", phase.value())
        .param("day", today())
        .query(
            row -> {
              ranks.put(new AccountId(row.getLong("account_id")), row.getInt("rank"));
            });
    return ranks.isEmpty() ? Optional.empty() : Optional.of(ranks);
  }

  private LocalDate today() {
    return clock.instant().atOffset(ZoneOffset.UTC).toLocalDate();
  }

  private static Ranked ranked(ResultSet row, int number) throws SQLException {
    var byTask = new HashMap<TaskId, Map<String, BigDecimal>>();
    Json.MAPPER
        .readValue(row.getString("by_task"), BY_TASK)
        .forEach((task, values) -> byTask.put(new TaskId(task), values));
    return new Ranked(
        new SubmissionId(row.getLong("submission_id")),
        new AccountId(row.getLong("account_id")),
        row.getInt("rank"),
        row.getInt("position"),
        Json.MAPPER.readValue(row.getString("column_values"), VALUES),
        byTask);
  }
}
