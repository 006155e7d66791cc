package dev.assay.server.kernel.testing;

import dev.assay.server.accounts.Account;
import dev.assay.server.kernel.AccountId;
import dev.assay.server.kernel.BlobId;
import dev.assay.server.kernel.CompetitionId;
import dev.assay.server.kernel.LeaderboardId;
import dev.assay.server.kernel.PhaseId;
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
