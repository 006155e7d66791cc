package dev.assay.server.leaderboards;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.bundle.competition.SubmissionRule;
import dev.assay.server.accounts.Account;
import dev.assay.server.kernel.EvaluationId;
import dev.assay.server.kernel.PhaseId;
import dev.assay.server.kernel.SubmissionId;
import dev.assay.server.kernel.testing.MigratedDatabase;
import dev.assay.server.kernel.testing.Rows;
import dev.assay.server.runs.EvaluationEnded;
import dev.assay.server.runs.ResultsReplaced;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Whatever happens to a phase in whatever order, the board that was kept step by step is the one
 * that is made from nothing.
 */
class BoardHistoriesIT {
  private static final int STEPS = 60;
  private static final int BASE = 1_800_000_000;
  private static final List<String> VALUES = List.of("0.1", "0.20", "0.2", "0.5", "-3", "");
  private static final List<String> COLUMNS = List.of("accuracy", "seconds", "extra");

  private static MigratedDatabase database;
  private static JdbcClient jdbc;
  private static Rows rows;
  private static Account organiser;
  private static List<Account> people;
  private static long queue;
  private static long dataset;
  private static long blob;

  @BeforeAll
  static void start() {
    database = MigratedDatabase.fresh();
    jdbc = database.jdbc();
    rows = new Rows(database);
    organiser = rows.account("organiser");
    people = List.of(rows.account("ada"), rows.account("bob"), rows.account("cy"));
    blob = rows.blob("some.zip").value();
    queue =
        insert(
            "insert into queue (key, name, is_default, created_at)"
                + " values (gen_random_uuid(), 'Default', true, now()) returning id");
    dataset =
        insert(
            "insert into dataset (key, type, name, owner_id, blob_id, created_at) values"
                + " (gen_random_uuid(), 'scoring_program', 's', %s, %s, now()) returning id"
                    .formatted(organiser.id(), blob));
  }

  @AfterAll
  static void stop() {
    database.close();
  }

  private static long insert(String sql) {
    return jdbc.sql(sql).query(Long.class).single();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
  void the_kept_board_is_the_one_made_from_nothing(long seed) {
    var history = new History(new Random(seed));
    for (var step = 0; step < STEPS; step++) {
      var what = history.step();
      assertThat(history.leaderboards.audit(history.phase))
          .as("seed %d, step %d: %s", seed, step, what)
          .isEmpty();
    }
    assertThat(history.submissions).isNotEmpty();
  }

  /** One phase and what happens to it. */
  private static final class History {
    private final Random random;
    private final KeptForTests kept = new KeptForTests(database, Clock.systemUTC());
    private final PhaseId phase;
    private final long board;
    private final KeptLeaderboards leaderboards;
    private final List<Long> tasks = new ArrayList<>();
    private final List<Long> versions = new ArrayList<>();
    private final List<SubmissionId> submissions = new ArrayList<>();

    History(Random random) {
      this.random = random;
      var competition = rows.competition(organiser);
      var leaderboard = rows.leaderboard(competition);
      this.board = leaderboard.value();
      this.phase = rows.phase(competition, leaderboard, 0);
      this.leaderboards = kept.leaderboards(new OnlyOrganiser(organiser, phase));
      for (var index = 0; index < COLUMNS.size(); index++) {
        column(index, COLUMNS.get(index), null);
      }
      column(COLUMNS.size(), "all", pick(List.of("avg", "sum", "min", "max")));
      for (var number = 0; number <= random.nextInt(2); number++) {
        addTask(number);
      }
      changeRule();
    }

    private void column(int index, String key, @Nullable String computation) {
      jdbc.sql(
              """
              insert into leaderboard_column (leaderboard_id, index, key, title, sorting, computation,
                                              computation_indexes)
              values (:board, :index, :key, :key, :sorting, :computation, '{0,1}')""")
          .param("board", board)
          .param("index", index)
          .param("key", key)
          .param("sorting", pick(List.of("asc", "desc")))
          .param("computation", computation)
          .update();
    }

    private void addTask(int position) {
      var task =
          insert(
              "insert into task (key, owner_id, name, created_at)"
                  + " values (gen_random_uuid(), %s, 't', now()) returning id"
                      .formatted(organiser.id()));
      tasks.add(task);
      versions.add(
          insert(
              "insert into task_version (task_id, number, scoring_program, created_at)"
                  + " values (%s, 1, %s, now()) returning id".formatted(task, dataset)));
      jdbc.sql("insert into phase_task (phase_id, task_id, position) values (:p, :t, :at)")
          .param("p", phase.value())
          .param("t", task)
          .param("at", position)
          .update();
    }

    private <T> T pick(List<T> from) {
      return from.get(random.nextInt(from.size()));
    }

    String step() {
      var dice = submissions.isEmpty() ? 0 : random.nextInt(20);
      if (dice < 10) {
        return submit();
      }
      if (dice < 13) {
        return runAgain();
      }
      if (dice < 17) {
        return choose();
      }
      return switch (dice) {
        case 17 -> changeRule();
        case 18 -> changeColumns();
        default -> random.nextBoolean() ? delete() : replaceResults();
      };
    }

    /** Results come in another order than their submissions. */
    private String submit() {
      var id = new SubmissionId(insert("select nextval('submission_id')"));
      var at = Instant.ofEpochSecond(BASE + random.nextInt(50)).atOffset(ZoneOffset.UTC);
      var account = pick(people);
      database
          .transactions()
          .executeWithoutResult(
              _ -> {
                insertSubmission(id, account, at);
                for (var task = 0; task < tasks.size(); task++) {
                  insertEvaluation(id, task, 1);
                }
              });
      submissions.add(id);
      for (var task = 0; task < tasks.size(); task++) {
        end(id, task);
      }
      return "submitted " + id;
    }

    private void insertSubmission(SubmissionId id, Account account, OffsetDateTime at) {
      jdbc.sql(
              """
              insert into submission (id, phase_id, account_id, blob_id, file_name, received_at, state)
              values (:id, :phase, :account, :blob, 'sub.zip', :at, 'running')""")
          .param("id", id.value())
          .param("phase", phase.value())
          .param("account", account.id().value())
          .param("blob", blob)
          .param("at", at)
          .update();
    }

    private void insertEvaluation(SubmissionId id, int task, int generation) {
      jdbc.sql(
              """
              insert into evaluation (id, submission_id, task_id, task_version_id, generation, kind,
                                      is_current, queue_id, place, state, state_since)
              values (nextval('submission_id'), :submission, :task, :version, :generation, 'live',
                      true, :queue, 1, 'queued', now())""")
          .param("submission", id.value())
          .param("task", tasks.get(task))
          .param("version", versions.get(task))
          .param("generation", generation)
          .param("queue", queue)
          .update();
    }

    /** As a result's transaction does it: scores, state, event. */
    private void end(SubmissionId id, int task) {
      database
          .transactions()
          .executeWithoutResult(
              _ -> {
                var evaluation = write(id, task);
                kept.keeping.on(new EvaluationEnded(new EvaluationId(evaluation), id, phase));
              });
    }

    private long write(SubmissionId id, int task) {
      var state = random.nextInt(4) == 0 ? "failed" : "scored";
      var evaluation =
          jdbc.sql(
                  """
                  update evaluation set state = :state
                   where submission_id = :submission and task_id = :task and is_current
                  returning id""")
              .param("state", state)
              .param("submission", id.value())
              .param("task", tasks.get(task))
              .query(Long.class)
              .single();
      for (var column : COLUMNS) {
        var value = pick(VALUES);
        if (state.equals("scored") && !value.isEmpty()) {
          jdbc.sql("insert into score values (:id, :column, cast(:value as numeric))")
              .param("id", evaluation)
              .param("column", column)
              .param("value", value)
              .update();
        }
      }
      return evaluation;
    }

    /** A newer generation takes the place of the present one. */
    private void supersede(SubmissionId id, int task) {
      var generation =
          jdbc.sql(
                  """
                  update evaluation set is_current = false
                   where submission_id = :submission and task_id = :task and is_current
                  returning generation""")
              .param("submission", id.value())
              .param("task", tasks.get(task))
              .query(Integer.class)
              .single();
      insertEvaluation(id, task, generation + 1);
    }

    private String runAgain() {
      var id = pick(submissions);
      var task = random.nextInt(tasks.size());
      database
          .transactions()
          .executeWithoutResult(
              _ -> {
                supersede(id, task);
                end(id, task);
              });
      return "ran again " + id;
    }

    private String replaceResults() {
      database
          .transactions()
          .executeWithoutResult(
              _ -> {
                for (var id : submissions) {
                  supersede(id, 0);
                  write(id, 0);
                }
                kept.keeping.on(new ResultsReplaced(phase, submissions));
              });
      return "replaced the results of " + submissions;
    }

    private String choose() {
      var id = pick(submissions);
      var by = random.nextBoolean() ? organiser : pick(people);
      var added = random.nextInt(3) > 0;
      var choice = added ? leaderboards.add(by, id) : leaderboards.remove(by, id);
      return "%s %s by %s: %s".formatted(added ? "added" : "removed", id, by.username(), choice);
    }

    private String changeRule() {
      var rule = pick(List.of(SubmissionRule.values()));
      jdbc.sql("update leaderboard set submission_rule = :rule where id = :id")
          .param("rule", rule.text())
          .param("id", board)
          .update();
      leaderboards.recompute(phase);
      return "changed the rule to " + rule;
    }

    private String changeColumns() {
      jdbc.sql(
              """
              update leaderboard_column
                 set sorting = :sorting, hidden = :hidden
               where leaderboard_id = :board and index = :index""")
          .param("board", board)
          .param("index", random.nextInt(COLUMNS.size()))
          .param("sorting", pick(List.of("asc", "desc")))
          .param("hidden", random.nextBoolean())
          .update();
      var primary = random.nextInt(COLUMNS.size() + 2);
      jdbc.sql("update leaderboard set primary_index = :primary where id = :board")
          .param("primary", primary)
          .param("board", board)
          .update();
      leaderboards.recompute(phase);
      return "changed the columns, primary " + primary;
    }

    private String delete() {
      var id = submissions.remove(random.nextInt(submissions.size()));
      database
          .transactions()
          .executeWithoutResult(
              _ -> {
                for (var sql :
                    List.of(
                        "delete from leaderboard_row where submission_id = :id",
                        "delete from leaderboard_selection where submission_id = :id",
                        "delete from leaderboard_improvement where submission_id = :id",
                        "delete from score where evaluation_id in"
                            + " (select id from evaluation where submission_id = :id)",
                        "delete from evaluation where submission_id = :id",
                        "delete from submission where id = :id")) {
                  jdbc.sql(sql).param("id", id.value()).update();
                }
              });
      leaderboards.recompute(phase);
      return "deleted " + id;
    }
  }
}
