package dev.assay.server.kernel.testing;

import dev.assay.server.accounts.Account;
import dev.assay.server.kernel.AccountId;
import dev.assay.server.kernel.BlobId;
import dev.assay.server.kernel.CompetitionId;
import dev.assay.server.kernel.LeaderboardId;
import dev.assay.server.kernel.PhaseId;
import dev.assay.server.kernel.QueueId;
import dev.assay.server.kernel.TaskId;
import dev.assay.server.kernel.TaskVersionId;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Makes the few rows that a feature's test needs of other features. */
public final class Rows {
  private final JdbcClient jdbc;

  public Rows(MigratedDatabase database) {
    this(database.jdbc());
  }

  public Rows(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  public Account account(String username) {
    return account(username, false);
  }

  public Account administrator(String username) {
    return account(username, true);
  }

  private Account account(String username, boolean isAdministrator) {
    var sql =
        """
        insert into account (username, display_name, password_hash, is_administrator, created_at)
        values (:name, :name, 'none', :administrator, now()) returning id
        """;
    var id =
        jdbc.sql(sql)
            .param("name", username)
            .param("administrator", isAdministrator)
            .query(Long.class)
            .single();
    return new Account(new AccountId(id), username, username, isAdministrator);
  }

  public BlobId blob(String fileName) {
    var sql =
        """
        insert into blob (object_key, size, sha256, file_name, media_type, sealed_at)
        values (:key, 1, repeat('0', 64), :name, 'application/zip', now()) returning id
        """;
    return new BlobId(
        jdbc.sql(sql)
            .param("key", UUID.randomUUID().toString())
            .param("name", fileName)
            .query(Long.class)
            .single());
  }

  /** An unpublished competition without anything in it. */
  public CompetitionId competition(Account owner) {
    var sql =
        """
        insert into competition (key, owner_id, title, secret_key, docker_image, created_at)
        values (:key, :owner, 'Iris', :secret, 'assay/python:3.11', now()) returning id
        """;
    return new CompetitionId(
        jdbc.sql(sql)
            .param("key", UUID.randomUUID())
            .param("owner", owner.id().value())
            .param("secret", UUID.randomUUID())
            .query(Long.class)
            .single());
  }

  public LeaderboardId leaderboard(CompetitionId competition) {
    var sql =
        """
        insert into leaderboard (competition_id, position, title, key, submission_rule)
        values (:competition, 0, 'Results', 'results', 'Force_Best') returning id
        """;
    return new LeaderboardId(
        jdbc.sql(sql).param("competition", competition.value()).query(Long.class).single());
  }

  /** A column that is called as its key is; larger is better. */
  public void column(LeaderboardId board, int index, String key) {
    jdbc.sql(
            """
            insert into leaderboard_column (leaderboard_id, index, key, title, sorting)
            values (:board, :index, :key, :key, 'desc')""")
        .param("board", board.value())
        .param("index", index)
        .param("key", key)
        .update();
  }

  /** The queue of whatever names none. */
  public QueueId defaultQueue() {
    var sql =
        """
        insert into queue (key, name, is_default, created_at)
        values (gen_random_uuid(), 'Default', true, now()) returning id
        """;
    return new QueueId(jdbc.sql(sql).query(Long.class).single());
  }

  /** A task in its first version. */
  public record NewTask(TaskId id, TaskVersionId version) {}

  /** One that scores with the program in that file. */
  public NewTask task(AccountId owner, BlobId scoringProgram) {
    var sql =
        """
        with program as (
          insert into dataset (key, type, name, owner_id, blob_id, created_at)
          values (gen_random_uuid(), 'scoring_program', 'scoring', :owner, :blob, now())
          returning id)
        , made as (
          insert into task (key, owner_id, name, created_at)
          values (gen_random_uuid(), :owner, 'task', now()) returning id)
        insert into task_version (task_id, number, scoring_program, created_at)
        select made.id, 1, program.id, now() from made, program returning task_id, id
        """;
    return jdbc.sql(sql)
        .param("owner", owner.value())
        .param("blob", scoringProgram.value())
        .query(
            (row, _) ->
                new NewTask(
                    new TaskId(row.getLong("task_id")), new TaskVersionId(row.getLong("id"))))
        .single();
  }

  /** Lets a phase measure with a task. */
  public void measure(PhaseId phase, TaskId task, int position) {
    jdbc.sql("insert into phase_task (phase_id, task_id, position) values (:phase, :task, :at)")
        .param("phase", phase.value())
        .param("task", task.value())
        .param("at", position)
        .update();
  }

  /** An endless phase that is open. */
  public PhaseId phase(CompetitionId competition, LeaderboardId leaderboard, int position) {
    var sql =
        """
        insert into phase (competition_id, leaderboard_id, position, name, starts_at,
                           execution_time_limit)
        values (:competition, :leaderboard, :position, 'Final', now() - interval '1 day', 600)
        returning id
        """;
    return new PhaseId(
        jdbc.sql(sql)
            .param("competition", competition.value())
            .param("leaderboard", leaderboard.value())
            .param("position", position)
            .query(Long.class)
            .single());
  }
}
