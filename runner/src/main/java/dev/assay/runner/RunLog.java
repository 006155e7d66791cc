package dev.assay.runner;

import dev.assay.contract.LogStream;
import dev.assay.contract.Program;
import dev.assay.contract.Step;
import dev.assay.engine.OutputSink;
import dev.assay.engine.OutputSink.Stream;
import java.time.Clock;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Takes every byte of a run's logs to the listener, bounded per stream, and remembers the ends for
 * the words of a failure.
 */
final class RunLog {
  private final RunListener listener;
  private final Clock clock;
  private final Map<LogStream, BoundedStream> streams;

  RunLog(RunListener listener, Clock clock, long limit) {
    this.listener = listener;
    this.clock = clock;
    var all = new EnumMap<LogStream, BoundedStream>(LogStream.class);
    for (var stream : LogStream.values()) {
      all.put(stream, new BoundedStream(stream, limit));
    }
    this.streams = Collections.unmodifiableMap(all);
  }

  /** A line of the worker's own. */
  void line(String text) {

    var bytes = WorkerLine.bytes(clock, text);
    stream(LogStream.WORKER).add(bytes, 0, bytes.length);
  }

  OutputSink sink(Step step, Program program) {
    var out = stream(LogStream.of(step, program, false));
    var err = stream(LogStream.of(step, program, true));
    return (stream, bytes, offset, length) ->
        (stream == Stream.STDERR ? err : out).add(bytes, offset, length);
  }

  /** What a program said last: its errors if it wrote any, else its output. */
  List<String> lastLines(Step step, Program program) {
    var errors = stream(LogStream.of(step, program, true)).tail.lines();
    return errors.isEmpty() ? stream(LogStream.of(step, program, false)).tail.lines() : errors;
  }

  private BoundedStream stream(LogStream name) {
    return Objects.requireNonNull(streams.get(name));
  }

  /** One stream: what goes beyond the limit is dropped, said once. */
  private final class BoundedStream {
    private final LogStream name;
    private final long limit;
    private final LogTail tail = new LogTail();
    private long kept;
    private boolean cut;

    BoundedStream(LogStream name, long limit) {
      this.name = name;
      this.limit = limit;
    }

    synchronized void add(byte[] bytes, int offset, int length) {
      tail.add(bytes, offset, length);
      int room = (int) Math.min(length, limit - kept);
      if (room > 0) {
        listener.log(name, bytes, offset, room);
        kept += room;
      }
      if (room < length && !cut) {
        cut = true;
        line(name.label() + " is longer than " + limit + " bytes; the rest of it is not kept.");
      }
    }
  }
}
