package dev.assay.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.contract.LogChunk;
import dev.assay.contract.LogStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A log on disk, through interrupts and deaths. */
class SpooledStreamTest {
  private static final LogStream NAME = LogStream.WORKER;
  private static final UUID TOKEN = UUID.randomUUID();

  @TempDir Path folder;

  private static void append(SpooledStream stream, String text) throws IOException {
    var bytes = text.getBytes(StandardCharsets.UTF_8);
    stream.append(bytes, 0, bytes.length);
  }

  private static LogChunk next(SpooledStream stream) throws IOException {
    return stream.next(TOKEN).orElseThrow();
  }

  private static String text(LogChunk chunk) {
    return new String(chunk.bytes(), StandardCharsets.UTF_8);
  }

  @Test
  void who_writes_while_being_interrupted_does_not_close_it_for_the_others() throws IOException {
    try (var stream = SpooledStream.open(folder, NAME)) {
      append(stream, "before ");
      Thread.currentThread().interrupt();
      append(stream, "meanwhile ");
      assertThat(Thread.interrupted()).isTrue();
      append(stream, "after");

      assertThat(text(next(stream))).isEqualTo("before meanwhile after");
    }
  }

  @Test
  void a_piece_stays_the_same_whatever_is_written_before_it_arrives() throws IOException {
    try (var stream = SpooledStream.open(folder, NAME)) {
      append(stream, "one");
      assertThat(text(next(stream))).isEqualTo("one");
      append(stream, "two");
      assertThat(text(next(stream))).isEqualTo("one");
      stream.accepted();
      assertThat(text(next(stream))).isEqualTo("two");
      assertThat(next(stream).number()).isEqualTo(1);
    }
  }

  @Test
  void where_a_disk_was_full_when_a_cut_was_noted_the_next_process_notes_it_anew()
      throws IOException {
    try (var stream = SpooledStream.open(folder, NAME)) {
      append(stream, "first ");
      next(stream);
      stream.accepted();
      append(stream, "second");
    }
    Files.writeString(
        folder.resolve(NAME.label() + ".cuts"), "1", StandardOpenOption.APPEND); // Of "12;".

    try (var stream = SpooledStream.open(folder, NAME)) {
      assertThat(text(next(stream))).as("it may not have arrived").isEqualTo("first ");
      stream.accepted();
      assertThat(text(next(stream))).isEqualTo("second");
    }
    try (var stream = SpooledStream.open(folder, NAME)) {
      assertThat(text(next(stream))).isEqualTo("second");
      assertThat(next(stream).offset()).isEqualTo("first ".length());
    }
  }
}
