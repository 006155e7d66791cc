package dev.assay.server.runs;

import dev.assay.contract.LogChunk;
import dev.assay.server.kernel.AttemptId;
import dev.assay.server.kernel.QueueId;
import dev.assay.server.kernel.SubmissionId;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

/** Takes the pieces of workers' logs. */
final class JdbcLogChunks {
  private final JdbcClient jdbc;
  private final long limit;
  private final Wakeups wakeups;
  private final TransactionOperations transactions;

  JdbcLogChunks(JdbcClient jdbc, long limit, Wakeups wakeups, TransactionOperations transactions) {
    this.jdbc = jdbc;
    this.limit = limit;
    this.wakeups = wakeups;
    this.transactions = transactions;
  }

  /**
   * Keeps a piece, in whatever state the attempt is. What lies beyond the limit is dropped, and the
   * cut marked.
   *
   * @return false when there is no such attempt with this token
   */
  boolean take(QueueId queue, AttemptId attempt, LogChunk chunk) {
    return Boolean.TRUE.equals(
        transactions.execute(
            status -> {
              var submission = submissionOf(queue, attempt, chunk);
              submission.ifPresent(id -> keep(id, attempt, chunk));
              return submission.isPresent();
            }));
  }

  /** What waits may have gone to another queue since: a log comes from where its worker was. */
  private Optional<SubmissionId> submissionOf(QueueId queue, AttemptId attempt, LogChunk chunk) {
    return jdbc.sql(
            """
            select e.submission_id from attempt a join evaluation e on e.id = a.evaluation_id
             where a.id = :attempt and a.token = :token
               and (e.queue_id = :queue
                    or exists (select 1 from worker w where w.id = a.worker_id and w.queue_id = :queue))""")
        .param("attempt", attempt.value())
        .param("token", chunk.token())
        .param("queue", queue.value())
        .query(Long.class)
        .optional()
        .map(SubmissionId::new);
  }

  private void keep(SubmissionId submission, AttemptId attempt, LogChunk chunk) {
    var bytes = withinLimit(chunk);
    if (bytes == null) {
      return;
    }
    inOrderOfCommit(submission);
    jdbc.sql(
            """
            insert into log_chunk (attempt_id, stream, number, offset_bytes, bytes)
            values (:attempt, :stream, :number, :offset, :bytes)
            on conflict do nothing""")
        .param("attempt", attempt.value())
        .param("stream", chunk.stream().name())
        .param("number", chunk.number())
        .param("offset", chunk.offset())
        .param("bytes", bytes)
        .update();
    wakeups.logGrew(submission);
  }

  /**
   * Live readers go on behind the last id they saw. Ids are drawn before the commit, so two pieces
   * of one submission must not be under way at once, or a reader could pass by the slower one.
   */
  private void inOrderOfCommit(SubmissionId submission) {
    jdbc.sql("select pg_advisory_xact_lock(hashtextextended('log of submission ' || :id, 0))")
        .param("id", submission.value())
        .query(row -> {});
  }

  /** Exactly one piece passes the limit, or begins right there: that one carries the mark. */
  private byte @Nullable [] withinLimit(LogChunk chunk) {
    var left = limit - chunk.offset();
    if (chunk.bytes().length <= left) {
      return chunk.bytes();
    }
    if (left < 0 || chunk.bytes().length == 0) {
      return null;
    }
    var mark = mark();
    var kept = Arrays.copyOf(chunk.bytes(), (int) left + mark.length);
    System.arraycopy(mark, 0, kept, (int) left, mark.length);
    return kept;
  }

  private byte[] mark() {
    return "%n[cut: of each output stream the first %d bytes are kept]%n"
        .formatted(limit)
        .replace("\r", "")
        .getBytes(StandardCharsets.UTF_8);
  }
}
