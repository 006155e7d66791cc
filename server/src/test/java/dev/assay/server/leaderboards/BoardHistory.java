package dev.assay.server.leaderboards;

import dev.assay.bundle.competition.SubmissionRule;
import dev.assay.server.accounts.Account;
import dev.assay.server.kernel.BlobId;
import dev.assay.server.kernel.EvaluationId;
import dev.assay.server.kernel.PhaseId;
import dev.assay.server.kernel.SubmissionId;
import dev.assay.server.kernel.testing.MigratedDatabase;
import dev.assay.server.kernel.testing.Rows;
import dev.assay.server.kernel.testing.Rows.NewTask;
import dev.assay.server.runs.EvaluationEnded;
import dev.assay.server.runs.ResultsReplaced;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

/** One phase and what happens to it, by chance. */
final class BoardHistory {
  private static final int BASE = 1_800_000_000;
  private static final List<String> VALUES = List.of("0.1", "0.20", "0.2", "0.5", "-3", "");
  private static final List<String> COLUMNS = List.of("accuracy", "seconds", "extra");

  /** Where it happens, and to whom; histories may share one. */
  record Setting(
      MigratedDatabase database, Rows rows, Account organiser, List<Account> people, BlobId blob) {

    static Setting in(MigratedDatabase database) {
      var rows = new Rows(database);
      var _ = rows.defaultQueue();
      return new Setting(
          database,
          rows,
          rows.account("organiser"),
          List.of(rows.account("ada"), rows.account("bob"), rows.account("cy")),
          rows.blob("some.zip"));
    }
  }

  private final Random random;
  private final Setting setting;
  private final JdbcClient jdbc;
  private final TransactionOperations transactions;
  private final ResultRows results;
  private final KeptForTests kept;
  private final PhaseId phase;
  private final long board;
  private final KeptLeaderboards leaderboards;
  private final List<NewTask> tasks = new ArrayList<>();
  private final List<SubmissionId> submissions = new ArrayList<>();

  BoardHistory(Setting setting, Random random) {
    this.setting = setting;
    this.random = random;
    this.jdbc = setting.database().jdbc();
    this.transactions = setting.database().transactions();
    this.kept = new KeptForTests(setting.database(), Clock.systemUTC());
    var competition = setting.rows().competition(setting.organiser());
    var leaderboard = setting.rows().leaderboard(competition);
    this.board = leaderboard.value();
    this.phase = setting.rows().phase(competition, leaderboard, 0);
    this.results = new ResultRows(jdbc, phase, setting.blob());
    this.leaderboards = kept.leaderboards(new OnlyOrganiser(setting.organiser(), phase));
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
    var task = setting.rows().task(setting.organiser().id(), setting.blob());
    setting.rows().measure(phase, task.id(), position);
    tasks.add(task);
  }

  private <T> T pick(List<T> from) {
    return from.get(random.nextInt(from.size()));
  }

  /** What the board as it was kept and the one made from nothing differ in. */
  List<String> audit() {
    return leaderboards.audit(phase);
  }

  boolean isEmpty() {
    return submissions.isEmpty();
  }

  /** Lets something happen; says what. */
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
    var account = pick(setting.people());
    var at = Instant.ofEpochSecond(BASE + random.nextInt(50));
    var id = Objects.requireNonNull(transactions.execute(_ -> begun(account, at)));
    submissions.add(id);
    tasks.forEach(task -> end(id, task));
    return "submitted " + id;
  }

  private SubmissionId begun(Account account, Instant at) {
    var id = results.submission(account, at);
    tasks.forEach(task -> results.evaluation(id, task, 1));
    return id;
  }

  /** As a result's transaction does it: scores, state, event. */
  private void end(SubmissionId id, NewTask task) {
    transactions.executeWithoutResult(
        _ -> kept.keeping.on(new EvaluationEnded(write(id, task), id, phase)));
  }

  private EvaluationId write(SubmissionId id, NewTask task) {
    if (random.nextInt(4) == 0) {
      return results.failed(id, task);
    }
    var scores = new HashMap<String, String>();
    for (var column : COLUMNS) {
      var value = pick(VALUES);
      if (!value.isEmpty()) {
        scores.put(column, value);
      }
    }
    return results.scored(id, task, scores);
  }

  private String runAgain() {
    var id = pick(submissions);
    var task = pick(tasks);
    transactions.executeWithoutResult(
        _ -> {
          results.supersede(id, task);
          end(id, task);
        });
    return "ran again " + id;
  }

  private String replaceResults() {
    transactions.executeWithoutResult(
        _ -> {
          for (var id : submissions) {
            results.supersede(id, tasks.getFirst());
            write(id, tasks.getFirst());
          }
          kept.keeping.on(new ResultsReplaced(phase, submissions));
        });
    return "replaced the results of " + submissions;
  }

  private String choose() {
    var id = pick(submissions);
    var by = random.nextBoolean() ? setting.organiser() : pick(setting.people());
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
    transactions.executeWithoutResult(_ -> results.delete(id));
    leaderboards.recompute(phase);
    return "deleted " + id;
  }
}
