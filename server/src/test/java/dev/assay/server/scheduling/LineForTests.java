package dev.assay.server.scheduling;

import java.time.Clock;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The real line for other features' tests. */
public final class LineForTests {
  private LineForTests() {}

  public static Line of(JdbcClient jdbc, Clock clock) {
    return new JdbcLine(jdbc, new JdbcAskers(jdbc, clock), clock);
  }

  public static Outlook outlook(JdbcClient jdbc, Clock clock) {
    return new JdbcOutlook(jdbc, clock);
  }

  public static Waits waits(JdbcClient jdbc, Clock clock) {
    return new JdbcWaits(jdbc, new JdbcOutlook(jdbc, clock), clock);
  }
}
