package dev.assay.server.competitions;

import dev.assay.server.accounts.Account;
import dev.assay.server.kernel.AccountId;
import dev.assay.server.kernel.CompetitionId;
import dev.assay.server.kernel.SqlTime;
import java.time.Clock;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/** Who organises a competition. */
@Component
final class JdbcOrganisers {
  private final JdbcClient jdbc;
  private final TransactionOperations transactions;
  private final Clock clock;

  JdbcOrganisers(JdbcClient jdbc, TransactionOperations transactions, Clock clock) {
    this.jdbc = jdbc;
    this.transactions = transactions;
    this.clock = clock;
  }

  /** Somebody who organises. */
  record Organiser(AccountId account, String username, String displayName, boolean isOwner) {}

  /** The owner first. */
  List<Organiser> list(CompetitionId id) {
    var sql =
        """
        select a.id, a.username, a.display_name, a.id = c.owner_id as is_owner
        from competition c
        join account a on a.id = c.owner_id
          or a.id in (select o.account_id from competition_organiser o where o.competition_id = c.id)
        where c.id = :id order by a.id <> c.owner_id, lower(a.username)
        """;
    return jdbc.sql(sql)
        .param("id", id.value())
        .query(
            (row, _) ->
                new Organiser(
                    new AccountId(row.getLong("id")),
                    row.getString("username"),
                    row.getString("display_name"),
                    row.getBoolean("is_owner")))
        .list();
  }

  /** Names from a bundle that nobody here has, or had when it came; they give no rights. */
  List<String> absent(CompetitionId id) {
    var sql =
        """
        select name from competition c, unnest(c.absent_collaborators) name
        where c.id = :id and not exists (
          select 1 from account a where a.id = c.owner_id and lower(a.username) = lower(name))
        """;
    return jdbc.sql(sql).param("id", id.value()).query(String.class).list();
  }

  /** Who organises takes part too, so as to try it. */
  void add(CompetitionId id, Account account) {
    transactions.executeWithoutResult(
        _ -> {
          jdbc.sql(
                  """
                  insert into competition_organiser (competition_id, account_id)
                  select id, :account from competition where id = :id and owner_id <> :account
                  on conflict do nothing
                  """)
              .param("id", id.value())
              .param("account", account.id().value())
              .update();
          jdbc.sql(
                  """
                  insert into participant (competition_id, account_id, status, joined_at)
                  values (:id, :account, 'approved', :now)
                  on conflict (competition_id, account_id) do update set status = 'approved'
                  """)
              .param("id", id.value())
              .param("account", account.id().value())
              .param("now", SqlTime.of(clock.instant()))
              .update();
          forget(id, account.username());
        });
  }

  /** Takes an organiser's rights away; they stay a participant. The owner stays an organiser. */
  void remove(CompetitionId id, AccountId account) {
    jdbc.sql(
            "delete from competition_organiser where competition_id = :id and account_id = :account")
        .param("id", id.value())
        .param("account", account.value())
        .update();
  }

  /** Takes a name off the list of those that nobody here has. */
  void forget(CompetitionId id, String name) {
    jdbc.sql(
            """
            update competition set absent_collaborators = array(
              select one from unnest(absent_collaborators) one where lower(one) <> lower(:name))
            where id = :id
            """)
        .param("id", id.value())
        .param("name", name.replace("\0", ""))
        .update();
  }
}
