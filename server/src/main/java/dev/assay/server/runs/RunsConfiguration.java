package dev.assay.server.runs;

import com.zaxxer.hikari.HikariDataSource;
import dev.assay.server.competitions.Competitions;
import dev.assay.server.kernel.Periodic;
import dev.assay.server.queues.Workers;
import dev.assay.server.storage.Storage;
import dev.assay.server.tasks.Tasks;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Clock;
import javax.sql.DataSource;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

@Configuration
class RunsConfiguration {

  @Bean
  WaitingClaims waitingClaims() {
    return new WaitingClaims();
  }

  @Bean
  Watches watches() {
    return new Watches();
  }

  /** Connections like the pool's, but outside it. */
  @Bean
  PostgresHints hints(DataSource dataSource) throws SQLException {
    var pool = dataSource.unwrap(HikariDataSource.class);
    return new PostgresHints(
        () ->
            DriverManager.getConnection(pool.getJdbcUrl(), pool.getUsername(), pool.getPassword()));
  }

  @Bean
  Wakeups wakeups(WaitingClaims claims, Watches watches, Hints hints) {
    return new Wakeups(claims, watches, hints);
  }

  @Bean
  AttemptEnds attemptEnds(
      JdbcAttempts attempts,
      JdbcEvaluations evaluations,
      Workers workers,
      RunsSettings settings,
      Wakeups wakeups,
      EvaluationEnds evaluationEnds,
      TransactionTemplate transactions) {
    var verdicts = new RunVerdicts(settings.maxAttempts());
    return new AttemptEnds(
        attempts, evaluations, workers, verdicts, wakeups, evaluationEnds, transactions);
  }

  @Bean
  RunOrders runOrders(
      Competitions competitions,
      Tasks tasks,
      Storage storage,
      JdbcAttempts attempts,
      JdbcEvaluations evaluations,
      RunsSettings settings,
      TransactionTemplate transactions) {
    return new RunOrders(
        competitions, tasks, storage, attempts, evaluations, settings, transactions);
  }

  @Bean
  Dispatch dispatch(
      Workers workers,
      JdbcClaims claims,
      RunOrders orders,
      AttemptEnds ends,
      WaitingClaims waiting,
      RunsSettings settings,
      Clock clock,
      TransactionTemplate transactions) {
    return new Dispatch(workers, claims, orders, ends, waiting, settings, clock, transactions);
  }

  @Bean
  Leases leases(JdbcAttempts attempts, Workers workers, Wakeups wakeups, RunsSettings settings) {
    return new Leases(attempts, workers, wakeups, settings);
  }

  @Bean
  Results results(
      JdbcAttempts attempts,
      AttemptEnds ends,
      Storage storage,
      RunsSettings settings,
      TransactionTemplate transactions) {
    return new Results(attempts, ends, storage, settings, transactions);
  }

  @Bean
  JdbcLogChunks logChunks(
      JdbcClient jdbc, RunsSettings settings, Wakeups wakeups, TransactionTemplate transactions) {
    return new JdbcLogChunks(jdbc, settings.logLimit().toBytes(), wakeups, transactions);
  }

  @Bean
  LogFollower logFollower(
      JdbcLogReading reading,
      RunStates states,
      StateFragments fragments,
      Watches watches,
      RunsSettings settings) {
    return new LogFollower(reading, states, fragments, watches, settings);
  }

  @Bean
  SmartLifecycle leaseExpiry(JdbcOutages outages, AttemptEnds ends, RunsSettings settings) {
    return new Periodic(
        "lease-expiry",
        settings.sweep(),
        () -> {
          outages.look(settings);
          ends.sweep();
        });
  }

  @Bean
  SmartLifecycle slowPoll(Wakeups wakeups, JdbcEvaluations evaluations, RunsSettings settings) {
    return new Periodic("slow-poll", settings.slowPoll(), () -> wakeups.pollSlowly(evaluations));
  }

  /** Before the web server waits for its calls to end, those that wait themselves are answered. */
  @Bean
  SmartLifecycle waitersLeaveFirst(WaitingClaims claims, Watches watches) {
    return new SmartLifecycle() {
      private volatile boolean running;

      @Override
      public void start() {
        running = true;
      }

      @Override
      public void stop() {
        running = false;
        claims.close();
        watches.close();
      }

      @Override
      public boolean isRunning() {
        return running;
      }
    };
  }
}
