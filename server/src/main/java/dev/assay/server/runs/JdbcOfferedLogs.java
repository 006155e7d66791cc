package dev.assay.server.runs;

import dev.assay.contract.LogStream;
import dev.assay.server.kernel.AttemptId;
import dev.assay.server.kernel.EvaluationId;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

@Component
final class JdbcOfferedLogs implements OfferedLogs {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("HH:mm:ss").withZone(ZoneOffset.UTC);

  private final JdbcClient jdbc;
  private final JdbcForeignLogs logs;
  private final Wakeups wakeups;
  private final Clock clock;
  private final TransactionOperations transactions;

  JdbcOfferedLogs(
      JdbcClient jdbc,
      JdbcForeignLogs logs,
      Wakeups wakeups,
      Clock clock,
      TransactionOperations transactions) {
    this.jdbc = jdbc;
    this.logs = logs;
    this.wakeups = wakeups;
    this.clock = clock;
    this.transactions = transactions;
  }

  @Override
  public void say(Offer offer, String line) {
    print(offer, LogStream.WORKER, timed(line));
  }

  @Override
  public void remark(Offer offer, String line) {
    write(
        offer,
        attempt -> {
          if (!logs.holds(attempt, LogStream.WORKER, line)) {
            logs.append(attempt, LogStream.WORKER, timed(line));
          }
        });
  }

  private byte[] timed(String line) {
    return "%s %s\n".formatted(TIME.format(clock.instant()), line).getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public void print(Offer offer, LogStream stream, byte[] bytes) {
    if (bytes.length > 0) {
      write(offer, attempt -> logs.append(attempt, stream, bytes));
    }
  }

  @Override
  public void replace(Offer offer, Map<LogStream, byte[]> whole) {
    write(offer, attempt -> logs.replace(attempt, whole));
  }

  /** One at a time, so that what arrives keeps its order. */
  private void write(Offer offer, Consumer<AttemptId> work) {
    transactions.executeWithoutResult(
        status ->
            attempt(offer)
                .ifPresent(
                    attempt -> {
                      jdbc.sql(
                              "select pg_advisory_xact_lock(hashtextextended('log of submission ' || :id, 0))")
                          .param("id", offer.submission().value())
                          .query(row -> {});
                      work.accept(attempt);
                      wakeups.logGrew(offer.submission());
                    }));
  }

  /** Looked up: what was offered may have been begun since it was read. */
  private Optional<AttemptId> attempt(Offer offer) {
    return jdbc.sql("select attempt_id from offer where id = :offer and attempt_id is not null")
        .param("offer", offer.id().value())
        .query(Long.class)
        .optional()
        .map(AttemptId::new);
  }

  @Override
  public boolean has(Offer offer, LogStream stream) {
    return attempt(offer).map(attempt -> logs.has(attempt, stream)).orElse(false);
  }

  @Override
  public List<String> lastLines(EvaluationId evaluation, LogStream stream, int most) {
    return logs.lastLines(evaluation, stream, most);
  }
}
