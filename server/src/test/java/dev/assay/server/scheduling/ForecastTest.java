package dev.assay.server.scheduling;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class ForecastTest {
  private static final Instant NOW = Instant.parse("2026-11-26T12:00:00Z");

  private static Forecast.Standing share(long id, double used, int waiting) {
    return new Forecast.Standing(1, 0, 0, NOW, id, used, 10, waiting);
  }

  private static Forecast of(Forecast.Standing... shares) {
    return new Forecast(List.of(shares), NOW);
  }

  @Test
  void shares_take_turns_and_who_had_less_goes_first() {
    assertThat(of(share(1, 5, 2), share(2, 0, 2)).next(4)).containsExactly(2L, 1L, 2L, 1L);
  }

  @Test
  void before_a_turn_come_those_of_others_and_its_own_earlier_ones() {
    var before = of(share(1, 5, 2), share(2, 0, 2)).before(1, 1, 100);
    assertThat(before.turns()).isEqualTo(3);
    assertThat(before.typical()).isEqualTo(10);
  }

  @Test
  void nobody_counts_further_than_asked() {
    assertThat(of(share(1, 5, 1), share(2, 0, 1000)).before(1, 5, 10).turns()).isEqualTo(10);
  }

  @Test
  void a_run_that_a_worker_took_meanwhile_has_nobody_before_it() {
    assertThat(of().before(1, 0, 5000).turns()).isZero();
    assertThat(of(share(2, 0, 3)).before(1, 0, 5000).turns()).isEqualTo(3);
  }
}
