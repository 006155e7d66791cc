package dev.assay.server.competitions.exports;

import dev.assay.server.kernel.CompetitionId;
import java.util.Objects;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

@Component
final class JdbcCompetitionStates implements CompetitionStates {
  private final JdbcStateRows rows;
  private final TransactionTemplate snapshot;

  JdbcCompetitionStates(JdbcStateRows rows, PlatformTransactionManager transactions) {
    this.rows = rows;
    // All of one moment, though several statements read it.
    this.snapshot = new TransactionTemplate(transactions);
    snapshot.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
  }

  @Override
  public Optional<CompetitionState> withFiles(CompetitionId id) {
    return read(id, false);
  }

  @Override
  public Optional<CompetitionState> withKeys(CompetitionId id) {
    return read(id, true);
  }

  private Optional<CompetitionState> read(CompetitionId id, boolean byKeys) {
    return Objects.requireNonNull(snapshot.execute(_ -> rows.read(id)))
        .map(found -> StateAssembly.assemble(found, byKeys));
  }
}
