package dev.assay.server.runs;

import dev.assay.contract.LogStream;
import dev.assay.server.kernel.AttemptId;
import dev.assay.server.kernel.EvaluationId;
import dev.assay.server.runs.JdbcLogReading.Chunk;
import dev.assay.server.runs.RunLogs.Piece;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** One reader's way through a log: holds back what is not yet a whole character. */
final class LogText {
  private final JdbcLogReading reading;
  private final Map<StreamOfAttempt, Utf8Pieces> streams = new HashMap<>();
  private final Map<EvaluationId, AttemptId> attempts = new HashMap<>();

  private record StreamOfAttempt(AttemptId attempt, LogStream stream) {}

  LogText(JdbcLogReading reading) {
    this.reading = reading;
  }

  /** The first pieces to be shown; what came before them is not. */
  List<Piece> begin(List<Chunk> chunks) {
    return chunks.stream().flatMap(chunk -> read(chunk, true).stream()).toList();
  }

  /** The next pieces behind some that were shown, by this reader or an earlier one. */
  List<Piece> next(Chunk chunk) {
    return read(chunk, false);
  }

  private List<Piece> read(Chunk chunk, boolean isBeginning) {
    var pieces = new ArrayList<Piece>();
    var before = attempts.put(chunk.evaluation(), chunk.attempt());
    if (before != null && !before.equals(chunk.attempt())) {
      pieces.add(
          new Piece(
              LogStream.WORKER,
              "--- attempt %d, on worker %s ---%n"
                  .formatted(chunk.attemptNumber(), chunk.workerName())));
    }
    var bytes = chunk.bytes();
    var key = new StreamOfAttempt(chunk.attempt(), chunk.stream());
    var stream = streams.get(key);
    if (stream == null) {
      stream = new Utf8Pieces();
      streams.put(key, stream);
      if (chunk.number() > 0 && isBeginning) {
        bytes = Arrays.copyOfRange(bytes, Utf8Pieces.firstCharacter(bytes), bytes.length);
      } else if (chunk.number() > 0) {
        stream.after(reading.before(chunk, Utf8Pieces.LONGEST_REST));
      }
    }
    var text = stream.add(bytes);
    if (!text.isEmpty()) {
      pieces.add(new Piece(chunk.stream(), text));
    }
    return pieces;
  }
}
