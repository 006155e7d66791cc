package dev.assay.runner;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class WordsTest {

  @Test
  void sizes_are_said_as_people_say_them() {
    assertThat(Words.size(1023)).isEqualTo("1023 B");
    assertThat(Words.size(1024)).isEqualTo("1 KiB");
    assertThat(Words.size(3 << 20)).isEqualTo("3 MiB");
    assertThat(Words.size((5L << 30) + (1L << 29))).isEqualTo("5.5 GiB");
  }

  @Test
  void exit_codes_that_mean_something_are_explained() {
    assertThat(Words.exit(1)).isEqualTo("exit code 1");
    assertThat(Words.exit(127)).contains("not found");
    assertThat(Words.exit(143)).isEqualTo("exit code 143, signal 15");
  }

  @Test
  void a_tail_keeps_the_last_ten_lines_and_no_half_line() {
    var tail = new LogTail();
    for (int i = 0; i < 5_000; i++) {
      var line = ("line " + i + "\n").getBytes(StandardCharsets.UTF_8);
      tail.add(line, 0, line.length);
    }
    assertThat(tail.lines()).hasSize(10).first().isEqualTo("line 4990");
    assertThat(tail.lines()).last().isEqualTo("line 4999");
  }

  @Test
  void one_chunk_longer_than_the_tail_is_no_trouble() {
    var tail = new LogTail();
    var chunk = ("x\n".repeat(10_000) + "end\n").getBytes(StandardCharsets.UTF_8);
    tail.add(chunk, 0, chunk.length);
    assertThat(tail.lines()).last().isEqualTo("end");
  }
}
