package dev.assay.server.kernel.testing;

import com.zaxxer.hikari.HikariDataSource;
import dev.assay.postgres.DatabaseAddress;
import dev.assay.postgres.testing.PostgresForTests;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionOperations;
import org.springframework.transaction.support.TransactionTemplate;

/** A database of the test's own with the site's tables, on real PostgreSQL. */
public final class MigratedDatabase implements AutoCloseable {
  private final HikariDataSource dataSource;

  private MigratedDatabase(HikariDataSource dataSource) {
    this.dataSource = dataSource;
  }

  /** A copy of a database that is migrated once per JVM. */
  public static MigratedDatabase fresh() {
    return new MigratedDatabase(
        connect(PostgresForTests.copyOf("migrated", MigratedDatabase::migrate)));
  }

  private static void migrate(DatabaseAddress address) {
    Flyway.configure()
        .dataSource(address.jdbcUrl(), address.user(), address.password())
        .load()
        .migrate();
  }

  private static HikariDataSource connect(DatabaseAddress address) {
    var dataSource = new HikariDataSource();
    dataSource.setJdbcUrl(address.jdbcUrl());
    dataSource.setUsername(address.user());
    dataSource.setPassword(address.password());
    dataSource.setMaximumPoolSize(8);
    dataSource.setMinimumIdle(0);
    return dataSource;
  }

  public DataSource dataSource() {
    return dataSource;
  }

  public JdbcClient jdbc() {
    return JdbcClient.create(dataSource);
  }

  public TransactionOperations transactions() {
    return new TransactionTemplate(new JdbcTransactionManager(dataSource));
  }

  /** How many rows a table has. */
  public long count(String table) {
    return jdbc().sql("select count(*) from " + table).query(Long.class).single();
  }

  @Override
  public void close() {
    dataSource.close();
  }
}
