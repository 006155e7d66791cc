package dev.assay.server.runs;

import static dev.assay.server.testing.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.contract.LogChunk;
import dev.assay.contract.LogStream;
import dev.assay.contract.RunOrder;
import dev.assay.server.kernel.AttemptId;
import dev.assay.server.kernel.QueueId;
import dev.assay.server.kernel.SubmissionId;
import dev.assay.server.runs.RunLogs.Piece;
import dev.assay.server.scheduling.LineForTests;
import dev.assay.server.testing.Patience;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

class RunLogsIT {
  private static final LogStream OUT = LogStream.PREDICT_PROGRAM_STDOUT;
  private static final LogStream ERR = LogStream.PREDICT_PROGRAM_STDERR;

  private final RunsBed bed = new RunsBed();
  private final TestWorker worker = bed.worker("lab-1");
  private final JdbcLogReading reading = new JdbcLogReading(bed.jdbc, bed.storage);
  private final JdbcRunLogs logs = new JdbcRunLogs(reading);
  private final SubmissionId submission = bed.submit();
  private final RunOrder order = worker.claimed();

  @AfterEach
  void close() {
    bed.close();
  }

  private void log(LogStream stream, int number, long offset, byte[] bytes) {
    bed.logs.take(
        bed.queue,
        new AttemptId(order.attempt()),
        new LogChunk(order.token(), stream, number, offset, bytes));
  }

  private static String text(List<Piece> pieces, LogStream stream) {
    return pieces.stream()
        .filter(piece -> piece.stream() == stream)
        .map(Piece::text)
        .collect(Collectors.joining());
  }

  private String file() throws IOException {
    var out = new ByteArrayOutputStream();
    logs.writeTo(submission, out);
    return out.toString(StandardCharsets.UTF_8);
  }

  @Test
  void a_chunk_that_comes_twice_is_kept_once() throws IOException {
    worker.log(order, OUT, 0, 0, "epoch 1\n");
    worker.log(order, OUT, 0, 0, "epoch 1\n");
    worker.log(order, OUT, 1, 8, "epoch 2\n");

    assertThat(file()).contains("predict.program.stdout").containsOnlyOnce("epoch 1\nepoch 2\n");
  }

  @Test
  void a_log_arrives_though_its_run_waits_in_another_queue_by_now() throws IOException {
    bed.clock.pass(RunsBed.LEASE);
    bed.ends.sweep();
    bed.jdbc
        .sql(
            """
            with other as (
              insert into queue (key, name, created_at)
              values (gen_random_uuid(), 'other', now()) returning id)
            update evaluation set queue_id = other.id from other where state = 'queued'""")
        .update();

    assertThat(worker.log(order, OUT, 0, 0, "last words\n")).isTrue();
    assertThat(file()).contains("last words\n");
    assertThat(bed.logs.take(new QueueId(12345), new AttemptId(order.attempt()), chunk("no\n")))
        .as("from a queue that never had it")
        .isFalse();
  }

  private LogChunk chunk(String text) {
    return new LogChunk(order.token(), OUT, 1, 11, text.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void a_log_beyond_the_limit_is_cut_and_the_cut_is_marked_once() throws IOException {
    for (int number = 0; number < 5; number++) {
      worker.log(order, OUT, number, number * 300L, "x".repeat(300));
    }

    assertThat(file())
        .contains("x".repeat(RunsBed.LOG_LIMIT) + "\n[cut:")
        .doesNotContain("x".repeat(RunsBed.LOG_LIMIT + 1))
        .containsOnlyOnce("[cut:");
  }

  @Test
  void a_page_and_the_stream_behind_it_show_each_character_once() {
    var bytes = "größer 😀\n".getBytes(StandardCharsets.UTF_8);
    for (int cut = 0; cut < bytes.length; cut++) {
      var from = cut * 20;
      log(OUT, 2 * cut, from, Arrays.copyOf(bytes, cut));
      var page = logs.extract(submission, 1_000_000);
      log(OUT, 2 * cut + 1, from + cut, Arrays.copyOfRange(bytes, cut, bytes.length));

      var live = new LogText(reading);
      var behind =
          reading.after(submission, page.lastEventId()).stream()
              .flatMap(chunk -> live.next(chunk).stream())
              .toList();
      assertThat(text(page.pieces(), OUT) + text(behind, OUT))
          .as("cut at " + cut)
          .isEqualTo("größer 😀\n".repeat(cut + 1));
    }
  }

  @Test
  void a_page_shows_the_end_of_a_long_log_and_says_so() {
    worker.log(order, OUT, 0, 0, "first\n");
    worker.log(order, ERR, 0, 0, "warning\n");
    worker.log(order, OUT, 1, 6, "last\n");

    var page = logs.extract(submission, 6);

    assertThat(page.isCut()).isTrue();
    assertThat(text(page.pieces(), OUT)).isEqualTo("last\n");
    assertThat(logs.extract(submission, 1_000).isCut()).isFalse();
  }

  @Test
  void the_file_holds_every_attempt() throws IOException {
    worker.log(order, OUT, 0, 0, "first try");
    worker.release(order);
    var other = bed.worker("lab-2");
    other.log(other.claimed(), OUT, 0, 0, "second try");

    assertThat(file())
        .containsSubsequence(
            "attempt 1 on lab-1 (released)", "first try\n", "attempt 2 on lab-2", "second try\n");
    assertThat(text(logs.extract(submission, 1_000).pieces(), OUT)).isEqualTo("second try");
  }

  @Test
  void a_live_reader_gets_text_as_it_comes_and_the_end() {
    var reader = new Reader();
    worker.log(order, OUT, 0, 0, "epoch 1\n");
    reader.start(0);
    await().until(() -> reader.text().contains("epoch 1"));

    worker.log(order, OUT, 1, 8, "epoch 2\n");
    await().until(() -> reader.text().contains("epoch 2"));
    worker.scored(order, "0.9");

    await().until(() -> reader.text().contains("event:end"));
    assertThat(reader.text())
        .containsOnlyOnce("epoch 1")
        .contains("\"stream\":\"predict.program.stdout\"", "event:state");
  }

  @Test
  void a_reader_that_connects_again_goes_on_where_it_broke_off() {
    worker.log(order, OUT, 0, 0, "epoch 1\n");
    var last = logs.extract(submission, 1_000).lastEventId();
    worker.log(order, OUT, 1, 8, "epoch 2\n");
    worker.scored(order, "0.9");
    var reader = new Reader();

    reader.start(last);

    await().until(() -> reader.text().contains("event:end"));
    assertThat(reader.text()).contains("epoch 2").doesNotContain("epoch 1");
  }

  @Test
  void a_log_reads_the_same_once_it_is_one_object_in_storage() throws IOException {
    var text = "größer 😀\n".repeat(20).getBytes(StandardCharsets.UTF_8);
    for (int number = 0, at = 0; at < text.length; number++, at += 7) {
      log(OUT, number, at, Arrays.copyOfRange(text, at, Math.min(text.length, at + 7)));
      worker.log(order, ERR, number, number * 2L, "e\n");
    }
    worker.scored(order, "0.9");
    var before = logs.extract(submission, 100_000);
    var some = before.lastEventId() - 11;
    var file = file();
    var live = new LogText(reading);
    var behind =
        reading.after(submission, some).stream().flatMap(one -> live.next(one).stream()).toList();

    var keeping = new LogKeeping(bed.jdbc, bed.storage, bed.clock);
    assertThat(keeping.keepSome()).as("its last words may still come").isZero();
    bed.clock.pass(LogKeeping.SETTLED.plusSeconds(1));
    assertThat(keeping.keepSome()).isOne();
    assertThat(keeping.keepSome()).isZero();

    assertThat(
            bed.jdbc
                .sql("select count(*) from log_chunk where bytes is not null")
                .query(Long.class)
                .single())
        .isZero();
    assertThat(
            bed.jdbc
                .sql("select count(distinct object_id) from log_chunk")
                .query(Long.class)
                .single())
        .isOne();
    assertThat(file()).isEqualTo(file);
    assertThat(logs.extract(submission, 100_000)).isEqualTo(before);
    assertThat(logs.extract(submission, 50).isCut()).isTrue();
    var again = new LogText(reading);
    assertThat(
            reading.after(submission, some).stream()
                .flatMap(one -> again.next(one).stream())
                .toList())
        .isEqualTo(behind);
    assertThat(reading.isIncomplete(submission, RunsBed.LOG_LIMIT)).isFalse();
  }

  @Test
  void readers_are_sent_away_when_the_site_stops() throws Exception {
    var reader = new Reader();
    var thread = reader.start(0);
    await().until(() -> reader.text().contains("event:state"));

    bed.watches.close();

    assertThat(thread.join(Patience.AMPLE)).isTrue();
  }

  /** What a browser would have received. */
  private final class Reader extends SseEmitter {
    private final List<String> sent = new CopyOnWriteArrayList<>();

    @Override
    public void send(SseEventBuilder event) {
      sent.add(
          event.build().stream()
              .map(part -> String.valueOf(part.getData()))
              .collect(Collectors.joining()));
    }

    String text() {
      return String.join("", sent);
    }

    Thread start(long after) {
      var follower =
          new LogFollower(
              reading,
              new JdbcRunStates(
                  bed.jdbc,
                  LineForTests.outlook(bed.jdbc, bed.clock),
                  bed.queues.workers(),
                  bed.watches,
                  bed.settings),
              (account, id) -> "<p>state</p>",
              bed.watches,
              bed.settings);
      return Thread.ofVirtual().start(() -> follower.follow(submission, null, after, this));
    }
  }
}
