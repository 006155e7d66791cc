package dev.assay.server.runs;

import dev.assay.contract.LogStream;
import dev.assay.server.kernel.AttemptId;
import dev.assay.server.kernel.BlobId;
import dev.assay.server.kernel.SqlTime;
import dev.assay.server.storage.Storage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Enumeration;
import java.util.Iterator;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Moves logs of ended attempts from rows, which any process of the site can follow live, to one
 * object each. Done in between, nothing is lost: the rows keep their bytes until the object is
 * sealed, and a log that arrives later is moved by a later look.
 */
@Component
final class LogKeeping {
  private static final Logger log = LoggerFactory.getLogger(LogKeeping.class);

  /** So long after its end an attempt's last words may still be on their way. */
  static final Duration SETTLED = Duration.ofHours(1);

  private static final int AT_ONCE = 50;

  private final JdbcClient jdbc;
  private final Storage storage;
  private final Clock clock;

  LogKeeping(JdbcClient jdbc, Storage storage, Clock clock) {
    this.jdbc = jdbc;
    this.storage = storage;
    this.clock = clock;
  }

  /**
   * Moves the logs of some attempts.
   *
   * @return how many; fewer than asked for when none is left
   */
  int keepSome() {
    var attempts =
        jdbc.sql(
                """
                select id from attempt
                 where ended_at < :settled and log_kept_at is null
                 order by ended_at limit :most""")
            .param("settled", SqlTime.of(clock.instant().minus(SETTLED)))
            .param("most", AT_ONCE)
            .query((row, number) -> new AttemptId(row.getLong("id")))
            .list();
    attempts.forEach(this::keep);
    return attempts.size();
  }

  private record Piece(LogStream stream, int number, int length) {}

  private void keep(AttemptId attempt) {
    var pieces = pieces(attempt);
    if (!pieces.isEmpty()) {
      var length = pieces.stream().mapToLong(Piece::length).sum();
      move(attempt, pieces, store(attempt, pieces, length));
      log.debug("The log of attempt {}, {} bytes, is one object now", attempt, length);
    }
    jdbc.sql("update attempt set log_kept_at = :now where id = :id")
        .param("now", SqlTime.of(clock.instant()))
        .param("id", attempt.value())
        .update();
  }

  private List<Piece> pieces(AttemptId attempt) {
    return jdbc.sql(
            """
            select stream, number, octet_length(bytes) as length from log_chunk
             where attempt_id = :attempt and bytes is not null order by stream, number""")
        .param("attempt", attempt.value())
        .query(
            (row, number) ->
                new Piece(
                    LogStream.valueOf(row.getString("stream")),
                    row.getInt("number"),
                    row.getInt("length")))
        .list();
  }

  private BlobId store(AttemptId attempt, List<Piece> pieces, long length) {
    try (var bytes = new SequenceInputStream(each(attempt, pieces.iterator()))) {
      return storage
          .store(bytes, length, "attempt-" + attempt + ".log", "text/plain;charset=utf-8")
          .id();
    } catch (IOException e) {
      throw new UncheckedIOException("Could not store the log of attempt " + attempt, e);
    } catch (Storage.TooLarge e) {
      throw new IllegalStateException("The log of attempt " + attempt + " grew meanwhile", e);
    }
  }

  /** One piece at a time, so that no log is in memory as a whole. */
  private Enumeration<InputStream> each(AttemptId attempt, Iterator<Piece> pieces) {
    return new Enumeration<>() {
      @Override
      public boolean hasMoreElements() {
        return pieces.hasNext();
      }

      @Override
      public InputStream nextElement() {
        return new ByteArrayInputStream(bytes(attempt, pieces.next()));
      }
    };
  }

  private byte[] bytes(AttemptId attempt, Piece piece) {
    return jdbc.sql(
            """
            select bytes from log_chunk
             where attempt_id = :attempt and stream = :stream and number = :number""")
        .param("attempt", attempt.value())
        .param("stream", piece.stream().name())
        .param("number", piece.number())
        .query(byte[].class)
        .single();
  }

  private void move(AttemptId attempt, List<Piece> pieces, BlobId object) {
    var offsets = new Long[pieces.size()];
    long offset = 0;
    for (int i = 0; i < offsets.length; i++) {
      offsets[i] = offset;
      offset += pieces.get(i).length();
    }
    jdbc.sql(
            """
            update log_chunk c
               set bytes = null, length = p.length, object_id = :object, object_offset = p.place
              from unnest(:streams::text[], :numbers::int[], :lengths::int[], :places::bigint[])
                   as p (stream, number, length, place)
             where c.attempt_id = :attempt and c.stream = p.stream and c.number = p.number
               and octet_length(c.bytes) = p.length""")
        .param("object", object.value())
        .param(
            "streams", pieces.stream().map(piece -> piece.stream().name()).toArray(String[]::new))
        .param("numbers", pieces.stream().map(Piece::number).toArray(Integer[]::new))
        .param("lengths", pieces.stream().map(Piece::length).toArray(Integer[]::new))
        .param("places", offsets)
        .param("attempt", attempt.value())
        .update();
  }
}
