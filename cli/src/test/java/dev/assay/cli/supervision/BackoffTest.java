package dev.assay.cli.supervision;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class BackoffTest {
  private final Backoff backoff = new Backoff();

  @Test
  void waits_grow_to_half_a_minute_and_a_run_that_lasted_starts_over() {
    assertThat(backoff.after(Duration.ofSeconds(1))).isEqualTo(Duration.ofMillis(500));
    assertThat(backoff.after(Duration.ofSeconds(1))).isEqualTo(Duration.ofSeconds(1));
    assertThat(backoff.after(Duration.ofSeconds(1))).isEqualTo(Duration.ofSeconds(2));
    for (var n = 0; n < 100; n++) {
      assertThat(backoff.after(Duration.ZERO)).isLessThanOrEqualTo(Duration.ofSeconds(30));
    }
    assertThat(backoff.failures()).isEqualTo(103);

    assertThat(backoff.after(Duration.ofMinutes(5))).isEqualTo(Duration.ofMillis(500));
    assertThat(backoff.failures()).isEqualTo(1);
  }
}
