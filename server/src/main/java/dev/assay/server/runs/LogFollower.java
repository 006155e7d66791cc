package dev.assay.server.runs;

import dev.assay.contract.Json;
import dev.assay.server.accounts.Account;
import dev.assay.server.kernel.SubmissionId;
import dev.assay.server.runs.RunLogs.Piece;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/**
 * Sends one reader what a submission prints and how it stands, until it ends. Between looks it
 * waits without a database connection; any process of the site can serve it, since the log is rows.
 */
final class LogFollower {
  /** A sign of life, so that proxies keep the connection and a reader who left is noticed. */
  private static final Duration SIGN_OF_LIFE = Duration.ofSeconds(15);

  /** How long a final submission's last text may be on its way, if its worker lives at all. */
  private static final Duration LAST_WORDS = Duration.ofSeconds(10);

  private final JdbcLogReading reading;
  private final RunStates states;
  private final StateFragments fragments;
  private final Watches watches;
  private final RunsSettings settings;

  LogFollower(
      JdbcLogReading reading,
      RunStates states,
      StateFragments fragments,
      Watches watches,
      RunsSettings settings) {
    this.reading = reading;
    this.states = states;
    this.fragments = fragments;
    this.watches = watches;
    this.settings = settings;
  }

  /** What a {@code log} event says. */
  private record LogEvent(
      String stream, String text, @Nullable String program, @Nullable String step) {
    static LogEvent of(Piece piece) {
      var stream = piece.stream();
      return new LogEvent(
          stream.label(),
          piece.text(),
          stream.program() == null ? null : stream.program().name(),
          stream.step() == null ? null : stream.step().name());
    }
  }

  /**
   * Follows until the end, on the calling thread.
   *
   * @param after the last piece the reader has
   */
  void follow(SubmissionId submission, @Nullable Account reader, long after, SseEmitter emitter) {
    try (var watch = watches.open(submission)) {
      var sender = new Sender(submission, reader, after, emitter);
      while (sender.send() && !watches.isClosed()) {
        watch.await(settings.slowPoll());
      }
      emitter.complete();
    } catch (IOException | IllegalStateException e) {
      emitter.completeWithError(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      emitter.complete();
    }
  }

  private final class Sender {
    private final SubmissionId submission;
    private final @Nullable Account reader;
    private final SseEmitter emitter;
    private final LogText text = new LogText(reading);
    private long last;
    private List<?> shown = List.of();
    private long sentAt = System.nanoTime();
    private long finalSince;

    Sender(SubmissionId submission, @Nullable Account reader, long after, SseEmitter emitter) {
      this.submission = submission;
      this.reader = reader;
      this.last = after;
      this.emitter = emitter;
    }

    /**
     * @return false once nothing can follow
     */
    boolean send() throws IOException {
      // The state is read before the log: what was printed before the end is then surely seen.
      var evaluations = states.of(submission);
      sendLog();
      if (!evaluations.equals(shown)) {
        shown = evaluations;
        send(SseEmitter.event().name("state").data(fragments.html(reader, submission)));
      }
      if (evaluations.stream().allMatch(RunStates.EvaluationStatus::isFinal) && isWhole()) {
        send(SseEmitter.event().name("end").data(""));
        return false;
      }
      if (System.nanoTime() - sentAt > SIGN_OF_LIFE.toNanos()) {
        send(SseEmitter.event().comment(""));
      }
      return true;
    }

    private boolean isWhole() {
      finalSince = finalSince == 0 ? System.nanoTime() : finalSince;
      return System.nanoTime() - finalSince > LAST_WORDS.toNanos()
          || !reading.isIncomplete(submission, settings.logLimit().toBytes());
    }

    private void sendLog() throws IOException {
      var chunks = reading.after(submission, last);
      while (!chunks.isEmpty()) {
        for (var chunk : chunks) {
          for (var piece : text.next(chunk)) {
            var json = Json.MAPPER.writeValueAsString(LogEvent.of(piece));
            send(
                SseEmitter.event()
                    .id(Long.toString(chunk.id()))
                    .name("log")
                    .data(json, MediaType.TEXT_PLAIN));
          }
          last = chunk.id();
        }
        chunks = reading.after(submission, last);
      }
    }

    private void send(SseEmitter.SseEventBuilder event) throws IOException {
      emitter.send(event);
      sentAt = System.nanoTime();
    }
  }
}
