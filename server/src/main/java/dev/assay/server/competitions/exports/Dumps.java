package dev.assay.server.competitions.exports;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.task.helper.OneTimeTask;
import dev.assay.server.competitions.exports.Dump.Content;
import dev.assay.server.kernel.AccountId;
import dev.assay.server.kernel.CompetitionId;
import dev.assay.server.kernel.RetriedTask;
import dev.assay.server.storage.Storage;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionOperations;

/** Asks for dumps, lists them, hands them out and takes them away. */
@Service
final class Dumps {
  private static final String TASK = "export-competition";
  private static final Duration LINK_LIFE = Duration.ofMinutes(5);

  private final JdbcDumps rows;
  private final SchedulerClient scheduler;
  private final Storage storage;
  private final TransactionOperations transactions;
  private final Clock clock;

  Dumps(
      JdbcDumps rows,
      SchedulerClient scheduler,
      Storage storage,
      TransactionOperations transactions,
      Clock clock) {
    this.rows = rows;
    this.scheduler = scheduler;
    this.storage = storage;
    this.transactions = transactions;
    this.clock = clock;
  }

  /** The task that writes them. */
  @Configuration(proxyBeanMethods = false)
  static class Task {
    @Bean
    OneTimeTask<Void> exportCompetition(DumpMaker maker) {
      return RetriedTask.of(TASK, maker);
    }
  }

  Dump ask(CompetitionId competition, AccountId by, Content content) {
    return transactions.execute(
        _ -> {
          var id = rows.queue(competition, by, content);
          scheduler.scheduleIfNotExists(RetriedTask.instance(TASK, id), clock.instant());
          return rows.find(id).orElseThrow();
        });
  }

  List<Dump> list(CompetitionId competition) {
    return rows.list(competition);
  }

  /** Of this competition and of no other. */
  Optional<Dump> find(CompetitionId competition, long id) {
    return rows.find(id).filter(dump -> dump.competition().equals(competition));
  }

  /** Where the bundle lies for the next minutes; empty as long as it is not whole. */
  Optional<String> link(Dump dump) {
    return Optional.ofNullable(dump.blob()).map(blob -> storage.downloadLink(blob, LINK_LIFE));
  }

  void delete(Dump dump) throws IOException {
    rows.delete(dump.id());
    if (dump.blob() != null) {
      storage.delete(dump.blob());
    }
  }
}
