package dev.assay.postgres.testing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.postgres.DatabaseAddress;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class PostgresForTestsIT {
  private final AtomicInteger fills = new AtomicInteger();

  private void fill(DatabaseAddress database) {
    fills.incrementAndGet();
    execute(database, "create table word (word text)");
  }

  private static void execute(DatabaseAddress database, String sql) {
    try (var connection = PostgresForTests.connect(database);
        var statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new AssertionError(sql, e);
    }
  }

  @Test
  void a_template_is_filled_once_and_each_copy_stands_alone() {
    var one = PostgresForTests.copyOf("words", this::fill);
    var two = PostgresForTests.copyOf("words", this::fill);

    execute(one, "insert into word values ('only in one')");
    execute(two, "create unique index nothing_here on word ((1)) where word is null");
    execute(two, "drop table word");
    execute(one, "select word from word");

    assertThat(fills).hasValue(1);
    assertThat(one.database()).isNotEqualTo(two.database());
  }

  @Test
  void a_fresh_database_is_empty() {
    execute(PostgresForTests.freshDatabase(), "create table word (word text)");
    execute(PostgresForTests.freshDatabase(), "create table word (word text)");
  }
}
