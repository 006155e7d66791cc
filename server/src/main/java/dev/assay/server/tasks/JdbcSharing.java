package dev.assay.server.tasks;

import dev.assay.server.kernel.AccountId;
import dev.assay.server.kernel.SqlTime;
import java.time.Clock;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

@Component
final class JdbcSharing implements Sharing {
  private final JdbcClient jdbc;
  private final Clock clock;

  JdbcSharing(JdbcClient jdbc, Clock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  @Override
  public void share(Thing thing, AccountId with) {
    var sql =
        """
        insert into %1$s_share (%1$s_id, account_id, shared_at) values (:id, :account, :now)
        on conflict do nothing
        """;
    statement(sql, thing)
        .param("account", with.value())
        .param("now", SqlTime.of(clock.instant()))
        .update();
  }

  @Override
  public void unshare(Thing thing, AccountId with) {
    statement("delete from %1$s_share where %1$s_id = :id and account_id = :account", thing)
        .param("account", with.value())
        .update();
  }

  @Override
  public List<AccountId> sharedWith(Thing thing) {
    return statement(
            "select account_id from %1$s_share where %1$s_id = :id order by shared_at, account_id",
            thing)
        .query((row, _) -> new AccountId(row.getLong(1)))
        .list();
  }

  @Override
  public void makePublic(Thing thing, boolean isPublic) {
    statement("update %1$s set is_public = :public where id = :id", thing)
        .param("public", isPublic)
        .update();
  }

  private JdbcClient.StatementSpec statement(String sql, Thing thing) {
    return switch (thing) {
      case Thing.OfDataset(var id) -> jdbc.sql(sql.formatted("dataset")).param("id", id.value());
      case Thing.OfTask(var id) -> jdbc.sql(sql.formatted("task")).param("id", id.value());
    };
  }
}
