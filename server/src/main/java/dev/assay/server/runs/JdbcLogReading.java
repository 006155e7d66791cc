package dev.assay.server.runs;

import dev.assay.contract.LogStream;
import dev.assay.server.kernel.AttemptId;
import dev.assay.server.kernel.BlobId;
import dev.assay.server.kernel.EvaluationId;
import dev.assay.server.kernel.SubmissionId;
import dev.assay.server.storage.Storage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads the rows of {@code log_chunk}, a bounded number at a time. */
@Component
final class JdbcLogReading {
  private static final int AT_ONCE = 16;

  /** Of each current evaluation of a submission the last attempt. */
  private static final String LAST_ATTEMPTS =
      """
      select distinct on (e.id) a.id, a.number, a.worker_name, e.id as evaluation_id
        from attempt a join evaluation e on e.id = a.evaluation_id
       where e.submission_id = :submission and e.is_current
       order by e.id, a.number desc
      """;

  private final JdbcClient jdbc;
  private final Storage storage;

  JdbcLogReading(JdbcClient jdbc, Storage storage) {
    this.jdbc = jdbc;
    this.storage = storage;
  }

  /** The bytes of a piece, wherever they lie. */
  private byte[] bytes(ResultSet row) throws SQLException {
    var bytes = row.getBytes("bytes");
    if (bytes != null) {
      return bytes;
    }
    try (var object = storage.open(new BlobId(row.getLong("object_id")))) {
      object.skipNBytes(row.getLong("object_offset"));
      return object.readNBytes(row.getInt("length"));
    } catch (IOException e) {
      throw new UncheckedIOException("Could not read a log from storage", e);
    }
  }

  /**
   * A stored piece.
   *
   * @param id order of arrival
   * @param number order within its stream
   */
  record Chunk(
      long id,
      EvaluationId evaluation,
      AttemptId attempt,
      int attemptNumber,
      String workerName,
      LogStream stream,
      int number,
      byte[] bytes) {}

  /** One attempt that printed something. */
  record Printed(
      AttemptId attempt,
      int number,
      String state,
      String workerName,
      String task,
      LogStream stream) {}

  /** The last pieces, about so many bytes of them, in the order of arrival. */
  List<Chunk> last(SubmissionId submission, int mostBytes) {
    return jdbc.sql(
            """
            with last_attempt as (%s)
            select * from (
              select c.id, c.attempt_id, c.stream, c.number, c.bytes, c.object_id,
                     c.object_offset, c.length,
                     l.evaluation_id, l.number as attempt_number, l.worker_name,
                     sum(coalesce(c.length, octet_length(c.bytes))) over (order by c.id desc) as so_far
                from last_attempt l join log_chunk c on c.attempt_id = l.id) as counted
             where so_far - coalesce(length, octet_length(bytes)) < :most
             order by id"""
                .formatted(LAST_ATTEMPTS))
        .param("submission", submission.value())
        .param("most", mostBytes)
        .query(this::chunk)
        .list();
  }

  /** Whether something arrived before this piece. */
  boolean isAnyBefore(SubmissionId submission, long id) {
    return jdbc.sql(
            """
            with last_attempt as (%s)
            select exists (
              select 1 from last_attempt l join log_chunk c on c.attempt_id = l.id where c.id < :id)"""
                .formatted(LAST_ATTEMPTS))
        .param("submission", submission.value())
        .param("id", id)
        .query(Boolean.class)
        .single();
  }

  /** What arrived later, in the order of arrival; some of it if it is much. */
  List<Chunk> after(SubmissionId submission, long id) {
    return jdbc.sql(
            """
            with last_attempt as (%s)
            select c.id, c.attempt_id, c.stream, c.number, c.bytes, c.object_id, c.object_offset,
                   c.length, l.evaluation_id, l.number as attempt_number, l.worker_name
              from last_attempt l join log_chunk c on c.attempt_id = l.id
             where c.id > :after
             order by c.id limit :most"""
                .formatted(LAST_ATTEMPTS))
        .param("submission", submission.value())
        .param("after", id)
        .param("most", AT_ONCE)
        .query(this::chunk)
        .list();
  }

  /** The last bytes of a stream before a piece. */
  byte[] before(Chunk chunk, int mostBytes) {
    var bytes = new ByteArrayOutputStream();
    jdbc.sql(
            """
            select bytes, object_id, object_offset, length from (
              select number, substring(bytes from greatest(1, octet_length(bytes) - :most + 1)) as bytes,
                     object_id, object_offset + greatest(0, length - :most) as object_offset,
                     least(length, :most) as length
                from log_chunk
               where attempt_id = :attempt and stream = :stream and number < :number
               order by number desc limit :most) as tail
             order by number""")
        .param("most", mostBytes)
        .param("attempt", chunk.attempt().value())
        .param("stream", chunk.stream().name())
        .param("number", chunk.number())
        .query((row, index) -> bytes(row))
        .list()
        .forEach(bytes::writeBytes);
    var all = bytes.toByteArray();
    return Arrays.copyOfRange(all, Math.max(0, all.length - mostBytes), all.length);
  }

  /** Whether text is still on its way, going by what the workers said they sent. */
  boolean isIncomplete(SubmissionId submission, long limit) {
    return jdbc.sql(
            """
            select exists (
              select 1
                from attempt a
                join evaluation e on e.id = a.evaluation_id
               cross join lateral jsonb_each_text(a.log_bytes) as said (stream, length)
               where e.submission_id = :submission and e.is_current
                 and least(cast(said.length as bigint), :limit) > coalesce((
                       select max(c.offset_bytes + coalesce(c.length, octet_length(c.bytes))) from log_chunk c
                        where c.attempt_id = a.id and c.stream = said.stream), 0))""")
        .param("submission", submission.value())
        .param("limit", limit)
        .query(Boolean.class)
        .single();
  }

  /** Every stream of every attempt at the current evaluations, in the order to read them. */
  List<Printed> printed(SubmissionId submission) {
    return jdbc.sql(
            """
            select distinct e.id, t.name, a.id as attempt_id, a.number, a.state, a.worker_name, c.stream
              from evaluation e
              join task t on t.id = e.task_id
              join attempt a on a.evaluation_id = e.id
              join log_chunk c on c.attempt_id = a.id
             where e.submission_id = :submission and e.is_current
             order by e.id, a.number, c.stream""")
        .param("submission", submission.value())
        .query(
            (row, number) ->
                new Printed(
                    new AttemptId(row.getLong("attempt_id")),
                    row.getInt("number"),
                    row.getString("state"),
                    row.getString("worker_name"),
                    row.getString("name"),
                    LogStream.valueOf(row.getString("stream"))))
        .list();
  }

  Optional<AttemptId> attempt(EvaluationId evaluation, int number) {
    return jdbc.sql("select id from attempt where evaluation_id = :id and number = :number")
        .param("id", evaluation.value())
        .param("number", number)
        .query(Long.class)
        .optional()
        .map(AttemptId::new);
  }

  Optional<SubmissionId> submission(EvaluationId evaluation) {
    return jdbc.sql("select submission_id from evaluation where id = :id")
        .param("id", evaluation.value())
        .query(Long.class)
        .optional()
        .map(SubmissionId::new);
  }

  /**
   * Writes a whole stream.
   *
   * @return its last byte; -1 for an empty one
   */
  int writeTo(AttemptId attempt, LogStream stream, OutputStream out) throws IOException {
    var last = -1;
    var done = -1;
    while (true) {
      var pieces = pieces(attempt, stream, done);
      if (pieces.isEmpty()) {
        return last;
      }
      for (var piece : pieces) {
        out.write(piece.bytes());
        last = piece.bytes().length == 0 ? last : piece.bytes()[piece.bytes().length - 1];
        done = piece.number();
      }
    }
  }

  private record Numbered(int number, byte[] bytes) {}

  private List<Numbered> pieces(AttemptId attempt, LogStream stream, int after) {
    return jdbc.sql(
            """
            select number, bytes, object_id, object_offset, length from log_chunk
             where attempt_id = :attempt and stream = :stream and number > :after
             order by number limit :most""")
        .param("attempt", attempt.value())
        .param("stream", stream.name())
        .param("after", after)
        .param("most", AT_ONCE)
        .query((row, index) -> new Numbered(row.getInt("number"), bytes(row)))
        .list();
  }

  private Chunk chunk(ResultSet row, int index) throws SQLException {
    return new Chunk(
        row.getLong("id"),
        new EvaluationId(row.getLong("evaluation_id")),
        new AttemptId(row.getLong("attempt_id")),
        row.getInt("attempt_number"),
        row.getString("worker_name"),
        LogStream.valueOf(row.getString("stream")),
        row.getInt("number"),
        bytes(row));
  }
}
