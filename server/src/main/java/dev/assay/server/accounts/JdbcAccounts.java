package dev.assay.server.accounts;

import dev.assay.server.kernel.AccountId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class JdbcAccounts implements Accounts {
  private final JdbcClient jdbc;

  JdbcAccounts(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public Optional<Account> byId(AccountId id) {
    return jdbc.sql(
            """
            select id, username, display_name, is_administrator from account
             where id = :id and disabled_at is null""")
        .param("id", id.value())
        .query(JdbcAccounts::account)
        .optional();
  }

  @Override
  public Optional<Account> byUsername(String username) {
    return jdbc.sql(
            """
            select id, username, display_name, is_administrator from account
             where lower(username) = lower(:username) and disabled_at is null""")
        .param("username", username.replace('\0', '\uFFFD'))
        .query(JdbcAccounts::account)
        .optional();
  }

  @Override
  public Names displayNames(Collection<AccountId> ids) {
    return new Names(
        names("select id, display_name as name from account where id = any(:ids)", ids));
  }

  @Override
  public Map<AccountId, String> usernames(Collection<AccountId> ids) {
    return names("select id, username as name from account where id = any(:ids)", ids);
  }

  private Map<AccountId, String> names(String sql, Collection<AccountId> ids) {
    Map<AccountId, String> names = new LinkedHashMap<>();
    if (!ids.isEmpty()) {
      jdbc.sql(sql)
          .param("ids", ids.stream().map(AccountId::value).toArray(Long[]::new))
          .query(
              row -> {
                names.put(new AccountId(row.getLong("id")), row.getString("name"));
              });
    }
    return names;
  }

  private static Account account(ResultSet row, int number) throws SQLException {
    return new Account(
        new AccountId(row.getLong("id")),
        row.getString("username"),
        row.getString("display_name"),
        row.getBoolean("is_administrator"));
  }
}
