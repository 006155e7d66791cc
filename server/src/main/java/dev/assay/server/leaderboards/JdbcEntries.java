package dev.assay.server.leaderboards;

import dev.assay.bundle.competition.SubmissionRule;
import dev.assay.server.kernel.AccountId;
import dev.assay.server.kernel.LeaderboardId;
import dev.assay.server.kernel.PhaseId;
import dev.assay.server.kernel.SqlTime;
import dev.assay.server.kernel.SubmissionId;
import dev.assay.server.kernel.TaskId;
import dev.assay.server.leaderboards.Column.Computation;
import dev.assay.server.runs.RerunId;
import java.math.BigDecimal;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads what a leaderboard is made from: rules, and submissions with their current scores. */
@Component
final class JdbcEntries {
  private static final String ENTRIES =
      """
      select s.id, s.account_id, s.received_at, s.is_off_board, e.task_id, e.state, v.column_key, v.value
        from submission s
        join evaluation e on e.submission_id = s.id and e.is_current
        left join score v on v.evaluation_id = e.id and e.state = 'scored'
      """;

  /** Neither deleted nor sent in to try the competition. */
  private static final String ENTRY = " and s.is_entry ";

  private final JdbcClient jdbc;

  JdbcEntries(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  Optional<Rules> rules(PhaseId phase) {
    return jdbc.sql(
            """
            select l.id, l.submission_rule, l.hidden, l.primary_index
              from phase p join leaderboard l on l.id = p.leaderboard_id
             where p.id = :phase""")
        .param("phase", phase.value())
        .query(
            (row, number) -> {
              var id = new LeaderboardId(row.getLong("id"));
              return new Rules(
                  id,
                  SubmissionRule.of(row.getString("submission_rule")),
                  row.getBoolean("hidden"),
                  row.getInt("primary_index"),
                  columns(id),
                  tasks(phase));
            })
        .optional();
  }

  private List<Column> columns(LeaderboardId leaderboard) {
    return jdbc.sql(
            """
            select index, key, title, sorting, precision, hidden, computation, computation_indexes
              from leaderboard_column where leaderboard_id = :leaderboard order by index""")
        .param("leaderboard", leaderboard.value())
        .query(
            (row, number) ->
                new Column(
                    row.getInt("index"),
                    row.getString("key"),
                    row.getString("title"),
                    row.getString("sorting").equals("asc"),
                    row.getInt("precision"),
                    row.getBoolean("hidden"),
                    computation(row.getString("computation")),
                    integers(row.getArray("computation_indexes"))))
        .list();
  }

  private List<TaskId> tasks(PhaseId phase) {
    return jdbc.sql("select task_id from phase_task where phase_id = :phase order by position")
        .param("phase", phase.value())
        .query((row, number) -> new TaskId(row.getLong("task_id")))
        .list();
  }

  /** All of one participant's. */
  List<Entry> of(PhaseId phase, AccountId account) {
    return entries(
        jdbc.sql(
                ENTRIES
                    + "where s.phase_id = :phase and s.account_id = :account"
                    + ENTRY
                    + "order by s.id")
            .param("phase", phase.value())
            .param("account", account.value()));
  }

  /** All of a phase. */
  List<Entry> of(PhaseId phase) {
    return entries(
        jdbc.sql(ENTRIES + "where s.phase_id = :phase" + ENTRY + "order by s.id")
            .param("phase", phase.value()));
  }

  /** Those on the board. */
  List<Entry> selected(PhaseId phase) {
    return entries(
        jdbc.sql(
                ENTRIES
                    + """
                    join leaderboard_selection chosen
                      on chosen.submission_id = s.id and chosen.phase_id = :phase
                    where s.is_entry order by s.id""")
            .param("phase", phase.value()));
  }

  /** All of a phase, as they would be with the scores of a re-score in the place of their own. */
  List<Entry> after(PhaseId phase, RerunId rerun) {
    return entries(
        jdbc.sql(
                """
                select s.id, s.account_id, s.received_at, s.is_off_board, e.task_id, e.state, v.column_key, v.value
                  from submission s
                  join evaluation now on now.submission_id = s.id and now.is_current
                  left join evaluation shadow
                    on shadow.rerun_id = :rerun and shadow.submission_id = now.submission_id
                   and shadow.task_id = now.task_id and shadow.state = 'scored'
                   and shadow.generation > now.generation
                  join evaluation e on e.id = coalesce(shadow.id, now.id)
                  left join score v on v.evaluation_id = e.id and e.state = 'scored'
                 where s.phase_id = :phase and s.is_entry order by s.id""")
            .param("rerun", rerun.value())
            .param("phase", phase.value()));
  }

  /** Those of these ids that are there. */
  List<Entry> of(Collection<SubmissionId> submissions) {
    return entries(
        jdbc.sql(ENTRIES + "where s.id = any(:ids)" + ENTRY + "order by s.id")
            .param("ids", JdbcSelections.ids(submissions)));
  }

  /** Those of these ids that were sent in to try this phase. */
  List<Entry> tried(PhaseId phase, Collection<SubmissionId> submissions) {
    return entries(
        jdbc.sql(
                ENTRIES
                    + """
                    where s.id = any(:ids) and s.phase_id = :phase and s.trial_id is not null
                    order by s.id""")
            .param("phase", phase.value())
            .param("ids", JdbcSelections.ids(submissions)));
  }

  /** Whether a participant has another submission to the phase of which all tasks are scored. */
  boolean hasOtherFinished(PhaseId phase, Entry entry) {
    return jdbc.sql(
            """
            select exists (
              select 1 from submission s
               where s.phase_id = :phase and s.account_id = :account and s.id <> :submission
                 and s.is_entry
                 and exists (select 1 from evaluation e
                              where e.submission_id = s.id and e.is_current)
                 and not exists (select 1 from evaluation e
                                  where e.submission_id = s.id and e.is_current
                                    and e.state <> 'scored'))""")
        .param("phase", phase.value())
        .param("account", entry.account().value())
        .param("submission", entry.submission().value())
        .query(Boolean.class)
        .single();
  }

  private static List<Entry> entries(JdbcClient.StatementSpec query) {
    var entries = new LinkedHashMap<SubmissionId, Gathered>();
    query.query(
        row -> {
          var id = new SubmissionId(row.getLong("id"));
          var entry = entries.get(id);
          if (entry == null) {
            entry =
                new Gathered(
                    new AccountId(row.getLong("account_id")),
                    SqlTime.read(row, "received_at"),
                    row.getBoolean("is_off_board"));
            entries.put(id, entry);
          }
          entry.add(row);
        });
    return entries.entrySet().stream().map(one -> one.getValue().entry(one.getKey())).toList();
  }

  /** An entry while its rows are read. */
  private static final class Gathered {
    private final AccountId account;
    private final Instant receivedAt;
    private final boolean isOffBoard;
    private final Map<TaskId, Map<String, BigDecimal>> scores = new HashMap<>();
    private boolean isFinished = true;

    Gathered(AccountId account, Instant receivedAt, boolean isOffBoard) {
      this.account = account;
      this.receivedAt = receivedAt;
      this.isOffBoard = isOffBoard;
    }

    void add(ResultSet row) throws SQLException {
      if (!row.getString("state").equals("scored")) {
        isFinished = false;
        return;
      }
      var ofTask =
          scores.computeIfAbsent(new TaskId(row.getLong("task_id")), id -> new HashMap<>());
      var column = row.getString("column_key");
      if (column != null) {
        ofTask.put(column, row.getBigDecimal("value"));
      }
    }

    Entry entry(SubmissionId id) {
      return new Entry(id, account, receivedAt, isFinished, isOffBoard, scores);
    }
  }

  private static @Nullable Computation computation(@Nullable String value) {
    return value == null ? null : Computation.valueOf(value.toUpperCase(Locale.ROOT));
  }

  private static List<Integer> integers(@Nullable Array array) throws SQLException {
    return array == null ? List.of() : Arrays.asList((Integer[]) array.getArray());
  }
}
