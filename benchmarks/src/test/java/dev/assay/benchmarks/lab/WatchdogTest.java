package dev.assay.benchmarks.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WatchdogTest {
  private static final Duration LONG = Duration.ofMinutes(5);

  @TempDir private Path folder;
  private final List<String> said = new CopyOnWriteArrayList<>();
  private final CountDownLatch lastResort = new CountDownLatch(1);

  private Watchdog watchdog(Duration grace) {
    return new Watchdog(folder, grace, said::add, lastResort::countDown);
  }

  private List<Path> dumps() throws IOException {
    try (var files = Files.list(folder)) {
      return files.toList();
    }
  }

  @Test
  void what_hangs_is_interrupted_and_it_is_said_what_hung_and_at_what() throws IOException {
    try (var watchdog = watchdog(LONG)) {
      watchdog.enters("the storm", Duration.ofMillis(1));
      assertThatThrownBy(() -> new CountDownLatch(1).await())
          .isInstanceOf(InterruptedException.class);

      assertThat(watchdog.complaint())
          .hasValueSatisfying(why -> assertThat(why).startsWith("the storm hangs"));
      assertThat(said).containsExactly(watchdog.complaint().orElseThrow());
      assertThat(dumps())
          .singleElement()
          .satisfies(file -> assertThat(file).content().contains("WatchdogTest"));
      assertThat(lastResort.getCount()).as("it ended by itself").isEqualTo(1);
    }
  }

  @Test
  void who_does_not_end_for_being_interrupted_is_left_to_the_last_resort() throws Exception {
    try (var watchdog = watchdog(Duration.ofMillis(1))) {
      watchdog.enters("the examination", Duration.ofMillis(1));
      assertThatThrownBy(() -> new CountDownLatch(1).await())
          .isInstanceOf(InterruptedException.class);
      lastResort.await();
      assertThat(watchdog.complaint()).isPresent();
    }
  }

  @Test
  void who_goes_on_in_time_is_let_alone() {
    try (var watchdog = watchdog(LONG)) {
      watchdog.enters("the start", LONG);
      watchdog.enters("the storm", LONG);
      assertThat(watchdog.stage()).isEqualTo("the storm");
    }
    assertThat(said).isEmpty();
    assertThat(Thread.interrupted()).isFalse();
  }
}
