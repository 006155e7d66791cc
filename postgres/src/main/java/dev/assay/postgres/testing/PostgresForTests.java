package dev.assay.postgres.testing;

import dev.assay.postgres.DatabaseAddress;
import dev.assay.postgres.EmbeddedPostgres;
import dev.assay.postgres.Options;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * Fresh databases for tests, on one server per JVM that is started when first asked for and stopped
 * with the JVM. Data lies below {@code target/} and is not durable. PostgreSQL's JDBC driver has to
 * be on the caller's class path.
 */
public final class PostgresForTests {
  private static final Object LOCK = new Object();
  private static final AtomicInteger NEXT = new AtomicInteger();

  /** Template databases by the name their caller gave them; guarded by {@link #LOCK}. */
  private static final Map<String, String> TEMPLATES = new HashMap<>();

  private PostgresForTests() {}

  /** An empty database of the caller's own. */
  public static DatabaseAddress freshDatabase() {
    return create("template1");
  }

  /**
   * A copy of a database that {@code fill} filled once per JVM: for a migrated schema, tens of
   * milliseconds instead of seconds. {@code fill} must close its connections, or the copy is
   * refused.
   *
   * @param template names what is filled in; another name is another template
   */
  public static DatabaseAddress copyOf(String template, Consumer<DatabaseAddress> fill) {
    synchronized (LOCK) {
      var source = TEMPLATES.get(template);
      if (source == null) {
        var filled = create("template1");
        fill.accept(filled);
        source = filled.database();
        TEMPLATES.put(template, source);
      }
      return create(source);
    }
  }

  /** The server itself, for tests that need the superuser. */
  public static EmbeddedPostgres server() {
    return Server.INSTANCE;
  }

  private static DatabaseAddress create(String template) {
    var server = server();
    var owner = server.address();
    var name = "test_" + NEXT.incrementAndGet();
    var admin = server.superuser();
    try (var connection = connect(admin);
        var statement = connection.createStatement()) {
      statement.execute(
          "create database %s owner %s template %s".formatted(name, owner.user(), template));
    } catch (SQLException e) {
      throw new IllegalStateException(
          "Cannot create the database %s from %s".formatted(name, template), e);
    }
    return new DatabaseAddress(owner.port(), name, owner.user(), owner.passwordFile());
  }

  /** A plain connection to {@code address}. */
  public static Connection connect(DatabaseAddress address) throws SQLException {
    return DriverManager.getConnection(address.jdbcUrl(), address.user(), address.password());
  }

  private static final class Server {
    static final EmbeddedPostgres INSTANCE = start();

    private static EmbeddedPostgres start() {
      var home = Path.of("target", "postgres").toAbsolutePath();
      var folders = new TestFolders(home.resolve("runs"));
      folders.sweep();
      var folder = folders.next();
      var server = EmbeddedPostgres.start(folder, Options.forTests(home.resolve("binaries")));
      Runtime.getRuntime()
          .addShutdownHook(
              new Thread(
                  () -> {
                    server.close();
                    folders.delete(folder);
                  }));
      return server;
    }
  }
}
