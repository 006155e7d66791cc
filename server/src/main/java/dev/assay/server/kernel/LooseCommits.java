package dev.assay.server.kernel;

import java.util.function.Supplier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Transactions for what is soon said again, such as a sign of life: their commit does not wait for
 * the disk. A crash of the database may lose the last moments of them, whole transactions at a
 * time, and nothing that was committed otherwise.
 */
@Component
public final class LooseCommits {
  private final JdbcClient jdbc;
  private final TransactionOperations transactions;

  public LooseCommits(JdbcClient jdbc, TransactionOperations transactions) {
    this.jdbc = jdbc;
    this.transactions = transactions;
  }

  /** Within another transaction the work is simply part of it. */
  public <T> T execute(Supplier<T> work) {
    if (TransactionSynchronizationManager.isActualTransactionActive()) {
      return work.get();
    }
    return transactions.execute(
        status -> {
          jdbc.sql("set local synchronous_commit = off").update();
          return work.get();
        });
  }
}
