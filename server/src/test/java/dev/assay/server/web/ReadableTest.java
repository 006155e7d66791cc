package dev.assay.server.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReadableTest {

  private static final Instant NOW = Instant.parse("2026-03-11T21:40:00Z");

  @ParameterizedTest
  @CsvSource({
    "-3, just now",
    "-12, 12 s ago",
    "-754, 12 min ago",
    "-9400, 2 h 36 min ago",
    "-7200, 2 h ago",
    "-90000, 1 day ago",
    "-190000, 2 days ago",
    "-7776000, 3 months ago",
    "-126144000, 4 years ago",
    "40, in 40 s",
    "18720, in 5 h 12 min",
    "180000, in 2 days 2 h",
    "172800, in 2 days",
    "1641600, in 19 days"
  })
  void a_time_is_told_by_its_distance(long seconds, String words) {
    assertThat(Readable.relative(NOW, NOW.plusSeconds(seconds))).isEqualTo(words);
  }

  @Test
  void a_time_is_exact_to_the_minute_and_names_its_zone() {
    assertThat(Readable.exact(NOW)).isEqualTo("11 Mar 2026, 21:40 UTC");
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0 s",
    "1200, 1.2 s",
    "12345, 12 s",
    "200000, 3 min 20 s",
    "600000, 10 min",
    "3900000, 1 h 5 min"
  })
  void a_duration_has_two_units_at_most(long millis, String words) {
    assertThat(Readable.duration(Duration.ofMillis(millis))).isEqualTo(words);
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0 B",
    "999, 999 B",
    "1000, 1 kB",
    "3400000, 3.4 MB",
    "48300000, 48 MB",
    "999900000, 1 GB",
    "15000000000, 15 GB"
  })
  void a_size_has_two_or_three_digits(long bytes, String words) {
    assertThat(Readable.size(bytes)).isEqualTo(words);
  }

  @Test
  void a_score_is_rounded_to_its_columns_decimals() {
    assertThat(Readable.score(new BigDecimal("0.94325"), 4)).isEqualTo("0.9433");
    assertThat(Readable.score(new BigDecimal("1E+3"), 1)).isEqualTo("1000.0");
    assertThat(Readable.score(null, 2)).isEqualTo("–");
    assertThat(Readable.score(new BigDecimal("0.9"), 10)).isEqualTo("0.9000000000");
  }

  @Test
  void a_score_is_rounded_as_codabench_rounds_it() {
    assertThat(Readable.score(new BigDecimal("0.125"), 2)).isEqualTo("0.12");
    assertThat(Readable.score(new BigDecimal("2.675"), 2)).isEqualTo("2.67");
    assertThat(Readable.score(new BigDecimal("0.015"), 2)).isEqualTo("0.01");
    assertThat(Readable.score(new BigDecimal("123.4"), -1)).isEqualTo("120");
    assertThat(Readable.score(new BigDecimal("1234567890.0123456789"), 10))
        .isEqualTo("1234567890.0123456789");
    assertThat(Readable.score(new BigDecimal("0.5"), Integer.MAX_VALUE)).hasSize(22);
    assertThat(Readable.score(new BigDecimal("0.5"), Integer.MIN_VALUE)).isEqualTo("0");
  }

  @Test
  void one_thing_is_not_called_things() {
    assertThat(Readable.counted(1, "file")).isEqualTo("1 file");
    assertThat(Readable.counted(2304, "submission")).isEqualTo("2,304 submissions");
  }
}
