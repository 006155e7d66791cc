package dev.assay.server.runs;

import dev.assay.contract.LogStream;
import dev.assay.server.kernel.AttemptId;
import dev.assay.server.kernel.EvaluationId;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Logs that come without numbers: appended as they arrive, and replaced by the whole once it comes.
 * Callers bring the transaction, and hold the lock that keeps arrivals in order.
 */
@Component
final class JdbcForeignLogs {
  /** Pieces may be as small as a character; lines of a traceback are within these. */
  private static final int MOST_CHUNKS = 50;

  private final JdbcClient jdbc;
  private final long limit;

  JdbcForeignLogs(JdbcClient jdbc, RunsSettings settings) {
    this.jdbc = jdbc;
    this.limit = settings.logLimit().toBytes();
  }

  /** What lies beyond the limit is dropped, and the cut marked once. */
  void append(AttemptId attempt, LogStream stream, byte[] bytes) {
    var end = end(attempt, stream);
    var kept = within(bytes, limit - end.offset());
    if (kept != null) {
      insert(attempt, stream, end.number(), end.offset(), kept, null);
    }
  }

  private record End(int number, long offset) {}

  private End end(AttemptId attempt, LogStream stream) {
    return jdbc.sql(
            """
            select coalesce(max(number) + 1, 0) as number,
                   coalesce(max(offset_bytes + coalesce(length, octet_length(bytes))), 0) as length
              from log_chunk where attempt_id = :attempt and stream = :stream""")
        .param("attempt", attempt.value())
        .param("stream", stream.name())
        .query((row, number) -> new End(row.getInt("number"), row.getLong("length")))
        .single();
  }

  /**
   * A reader who saw the pieces is past their place in the order of arrival, and is not shown the
   * same text again: the whole takes the first piece's place.
   */
  void replace(AttemptId attempt, Map<LogStream, byte[]> whole) {
    var names = whole.keySet().stream().map(LogStream::name).toList();
    Long first =
        jdbc.sql(
                """
                select min(id) from log_chunk where attempt_id = :attempt and stream in (:streams)""")
            .param("attempt", attempt.value())
            .param("streams", names)
            .query(Long.class)
            .optional()
            .orElse(null);
    var used =
        jdbc.sql(
                """
                with gone as (delete from log_chunk
                               where attempt_id = :attempt and stream in (:streams) returning id)
                select id from gone order by id""")
            .param("attempt", attempt.value())
            .param("streams", names)
            .query(Long.class)
            .list();
    int next = 0;
    for (var stream : whole.entrySet()) {
      var bytes = within(stream.getValue(), limit);
      if (bytes != null && bytes.length > 0) {
        var id = first == null || next >= used.size() ? null : used.get(next++);
        insert(attempt, stream.getKey(), 0, 0, bytes, id);
      }
    }
  }

  private void insert(
      AttemptId attempt,
      LogStream stream,
      int number,
      long offset,
      byte[] bytes,
      @Nullable Long id) {
    jdbc.sql(
            id == null
                ? """
                  insert into log_chunk (attempt_id, stream, number, offset_bytes, bytes)
                  values (:attempt, :stream, :number, :offset, :bytes)"""
                : """
                  insert into log_chunk (id, attempt_id, stream, number, offset_bytes, bytes)
                  overriding system value
                  values (:id, :attempt, :stream, :number, :offset, :bytes)""")
        .param("id", id)
        .param("attempt", attempt.value())
        .param("stream", stream.name())
        .param("number", number)
        .param("offset", offset)
        .param("bytes", bytes)
        .update();
  }

  private byte @Nullable [] within(byte[] bytes, long left) {
    if (bytes.length <= left) {
      return bytes;
    }
    if (left < 0) {
      return null;
    }
    var mark =
        "\n[cut: of each output stream the first %d bytes are kept]\n"
            .formatted(limit)
            .getBytes(StandardCharsets.UTF_8);
    var kept = Arrays.copyOf(bytes, (int) left + mark.length);
    System.arraycopy(mark, 0, kept, (int) left, mark.length);
    return kept;
  }

  /** Whether one piece of it has this text. */
  boolean holds(AttemptId attempt, LogStream stream, String text) {
    return jdbc.sql(
            """
            select exists (select 1 from log_chunk
                            where attempt_id = :attempt and stream = :stream
                              and position(cast(:text as bytea) in bytes) > 0)""")
        .param("attempt", attempt.value())
        .param("stream", stream.name())
        .param("text", text.getBytes(StandardCharsets.UTF_8))
        .query(Boolean.class)
        .single();
  }

  boolean has(AttemptId attempt, LogStream stream) {
    return jdbc.sql(
            """
            select exists (select 1 from log_chunk
                            where attempt_id = :attempt and stream = :stream
                              and octet_length(bytes) > 0)""")
        .param("attempt", attempt.value())
        .param("stream", stream.name())
        .query(Boolean.class)
        .single();
  }

  /** Of the last attempt that printed something to this stream. */
  List<String> lastLines(EvaluationId evaluation, LogStream stream, int most) {
    var tail = new ByteArrayOutputStream();
    jdbc.sql(
            """
            select bytes from (
              select c.number, c.bytes from log_chunk c
               where c.stream = :stream and c.attempt_id = (
                       select a.id from attempt a
                        where a.evaluation_id = :evaluation and exists (
                                select 1 from log_chunk p
                                 where p.attempt_id = a.id and p.stream = :stream)
                        order by a.number desc limit 1)
               order by c.number desc limit :chunks) as tail
             order by number""")
        .param("evaluation", evaluation.value())
        .param("stream", stream.name())
        .param("chunks", MOST_CHUNKS)
        .query(byte[].class)
        .list()
        .forEach(tail::writeBytes);
    var lines =
        tail.toString(StandardCharsets.UTF_8)
            .replace('\0', '\uFFFD')
            .lines()
            .filter(line -> !line.isBlank())
            .toList();
    return lines.subList(Math.max(0, lines.size() - most), lines.size());
  }
}
