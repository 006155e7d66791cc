package dev.assay.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.assay.contract.LogChunk;
import dev.assay.contract.LogStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A spool on a file system of its own that is really full, which only root can make. */
class FullDiskTest {
  private static final LogStream STREAM = LogStream.PREDICT_PROGRAM_STDOUT;
  private static final UUID TOKEN = UUID.randomUUID();

  @TempDir Path folder;

  @BeforeEach
  void mount() throws Exception {
    assumeTrue(
        run("mount", "-t", "tmpfs", "-o", "size=256k", "assay-test", folder.toString()),
        "only root can make a file system");
  }

  @AfterEach
  void unmount() throws Exception {
    run("umount", "-l", folder.toString());
  }

  private static boolean run(String... command) throws Exception {
    return new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start()
            .waitFor()
        == 0;
  }

  private void fill() {
    try (OutputStream out = Files.newOutputStream(folder.resolve("filler"))) {
      while (true) {
        out.write(new byte[512]);
      }
    } catch (IOException full) {
      // That was the point.
      return;
    }
  }

  private void clear() throws IOException {
    Files.delete(folder.resolve("filler"));
  }

  private static void append(SpooledStream stream, String text) throws IOException {
    var bytes = text.getBytes(StandardCharsets.UTF_8);
    stream.append(bytes, 0, bytes.length);
  }

  private static String text(LogChunk chunk) {
    return new String(chunk.bytes(), StandardCharsets.UTF_8);
  }

  @Test
  void what_is_spooled_is_sent_all_the_same_and_a_next_process_still_knows_where_it_was()
      throws IOException {
    try (var stream = SpooledStream.open(folder, STREAM)) {
      append(stream, "first\n");
      fill();
      assertThat(text(stream.next(TOKEN).orElseThrow())).isEqualTo("first\n");
      stream.accepted();
      clear();
      append(stream, "second\n");
      assertThat(text(stream.next(TOKEN).orElseThrow())).isEqualTo("second\n");
      stream.accepted();
      append(stream, "third\n");
      assertThat(stream.next(TOKEN).orElseThrow().number()).isEqualTo(2);
    }

    try (var again = SpooledStream.open(folder, STREAM)) {
      var chunk = again.next(TOKEN).orElseThrow();
      assertThat(chunk.number()).as("whether it arrived is not known").isEqualTo(2);
      assertThat(chunk.offset()).isEqualTo("first\nsecond\n".length());
      assertThat(text(chunk)).isEqualTo("third\n");
    }
  }

  @Test
  void what_cannot_be_spooled_is_said_to_whoever_writes_it() throws IOException {
    try (var stream = SpooledStream.open(folder, STREAM)) {
      append(stream, "first\n");
      fill();
      var large = "x".repeat(100_000);
      assertThatIOException().isThrownBy(() -> append(stream, large));
    }
  }
}
