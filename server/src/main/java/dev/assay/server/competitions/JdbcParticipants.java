package dev.assay.server.competitions;

import dev.assay.server.competitions.Participant.Status;
import dev.assay.server.kernel.AccountId;
import dev.assay.server.kernel.CompetitionId;
import dev.assay.server.kernel.SqlTime;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Who takes part in what. */
@Component
final class JdbcParticipants {
  /**
   * Everybody, those on the list whose address is confirmed, and programs where they may submit.
   */
  private static final String AT_ONCE =
      """
      (c.registration_auto_approve
       or %s
       or (a.is_robot and c.allow_robot_submissions))
      """
          .formatted(JdbcWhitelist.LETS_IN);

  private final JdbcClient jdbc;
  private final Clock clock;

  JdbcParticipants(JdbcClient jdbc, Clock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /**
   * Lets somebody in or puts them on the list, as the competition says. Whoever asked before keeps
   * the answer they have.
   */
  Status join(CompetitionId competition, AccountId account) {
    var sql =
        """
        insert into participant (competition_id, account_id, status, joined_at)
        select c.id, a.id, case when %s then 'approved' else 'pending' end, :now
        from competition c, account a where c.id = :competition and a.id = :account
        on conflict (competition_id, account_id) do nothing
        """
            .formatted(AT_ONCE);
    jdbc.sql(sql)
        .param("competition", competition.value())
        .param("account", account.value())
        .param("now", SqlTime.of(clock.instant()))
        .update();
    return jdbc.sql(
            "select status from participant where competition_id = :competition and account_id = :account")
        .param("competition", competition.value())
        .param("account", account.value())
        .query((row, _) -> status(row))
        .single();
  }

  /** Whether this person would not have to wait. */
  boolean letsInAtOnce(CompetitionId competition, AccountId account) {
    var sql = "select %s from competition c, account a where c.id = :id and a.id = :account";
    return Boolean.TRUE.equals(
        jdbc.sql(sql.formatted(AT_ONCE))
            .param("id", competition.value())
            .param("account", account.value())
            .query(Boolean.class)
            .single());
  }

  /** False if this person never asked to take part. */
  boolean decide(CompetitionId competition, AccountId account, Status status) {
    var sql =
        """
        update participant set status = :status
        where competition_id = :competition and account_id = :account
        """;
    return jdbc.sql(sql)
            .param("competition", competition.value())
            .param("account", account.value())
            .param("status", status.text())
            .update()
        == 1;
  }

  /** Those who wait come first, then by name. */
  List<Participant> list(CompetitionId competition) {
    var sql =
        """
        select p.account_id, a.display_name, p.status, p.joined_at,
               p.status = 'pending' and %s as is_on_list
        from participant p join account a on a.id = p.account_id
        join competition c on c.id = p.competition_id
        where p.competition_id = :competition
        order by p.status <> 'pending', lower(a.display_name), p.account_id
        """
            .formatted(JdbcWhitelist.NAMES);
    return jdbc.sql(sql)
        .param("competition", competition.value())
        .query(
            (row, _) ->
                new Participant(
                    new AccountId(row.getLong("account_id")),
                    row.getString("display_name"),
                    status(row),
                    SqlTime.read(row, "joined_at"),
                    row.getBoolean("is_on_list")))
        .list();
  }

  private static Status status(ResultSet row) throws SQLException {
    return Status.valueOf(row.getString("status").toUpperCase(Locale.ROOT));
  }
}
