package dev.assay.cli.supervision;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogFileTest {
  @TempDir Path folder;

  @Test
  void a_small_log_is_written_on_and_a_large_one_turned_over() throws IOException {
    var log = new LogFile(folder.resolve("logs/site.log"));
    log.turnOver();
    Files.writeString(log.path(), "small");
    log.turnOver();
    assertThat(log.path()).hasContent("small");

    for (var n = 1; n <= 6; n++) {
      try (var file = new RandomAccessFile(log.path().toFile(), "rw")) {
        file.setLength((20L << 20) + n);
      }
      log.turnOver();
    }

    assertThat(log.path()).doesNotExist();
    assertThat(folder.resolve("logs/site.log.1")).hasSize((20L << 20) + 6);
    assertThat(folder.resolve("logs/site.log.4")).hasSize((20L << 20) + 3);
    assertThat(folder.resolve("logs/site.log.5")).doesNotExist();
  }

  @Test
  void the_tail_is_whole_lines() throws IOException {
    var log = new LogFile(folder.resolve("site.log"));
    assertThat(log.tail()).isEmpty();
    Files.writeString(log.path(), "first\n" + "x".repeat(5000) + "\nlast words\n" + "y".repeat(80));

    assertThat(log.tail()).isEqualTo("last words\n" + "y".repeat(80));
  }
}
