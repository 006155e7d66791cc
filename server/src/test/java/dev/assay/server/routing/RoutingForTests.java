package dev.assay.server.routing;

import dev.assay.server.queues.Queues;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

/** The real feature, for tests of others; it tells nobody of changes. */
public final class RoutingForTests {
  private RoutingForTests() {}

  public static Routing on(JdbcClient jdbc, Queues queues, TransactionOperations transactions) {
    return new JdbcRouting(jdbc, queues, event -> {}, transactions);
  }
}
