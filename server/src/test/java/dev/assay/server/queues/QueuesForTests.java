package dev.assay.server.queues;

import java.time.Clock;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The real feature, for tests of others. */
public final class QueuesForTests {
  private final JdbcQueues queues;
  private final JdbcWorkerTokens tokens;
  private final JdbcWorkers workers;

  public QueuesForTests(JdbcClient jdbc, Clock clock) {
    queues = new JdbcQueues(jdbc, clock);
    tokens = new JdbcWorkerTokens(jdbc, clock);
    workers = new JdbcWorkers(jdbc, clock);
  }

  public Queues queues() {
    return queues;
  }

  public WorkerTokens tokens() {
    return tokens;
  }

  public Workers workers() {
    return workers;
  }
}
