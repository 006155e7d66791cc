package dev.assay.bundle.competition;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.bundle.Finding;
import dev.assay.bundle.SampleBundle;
import dev.assay.bundle.Severity;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PhaseDatesTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "2025-12-12|2025-12-12T00:00:00Z|",
        "2025-12-12 13:30:00|2025-12-12T13:30:00Z|PHA-11",
        "2025-12-12T00:00:00Z|2025-12-12T00:00:00Z|",
        "2025-12-12 23:30:00 -05:00|2025-12-13T04:30:00Z|PHA-11,PHA-12",
        "'2025-12-12 13:30:00'|2025-12-12T13:30:00Z|",
        "2025-12-12 13:30|2025-12-12T13:30:00Z|",
        "'2025-12-12T13:30:00+02:00'|2025-12-12T11:30:00Z|PHA-12",
        "8-7-2025|2025-08-07T00:00:00Z|PHA-13",
        "13-7-2025|2025-07-13T00:00:00Z|",
        "2025-12|2025-12-01T00:00:00Z|PHA-21",
        "'20251212'|2025-12-12T00:00:00Z|",
        "'2025-12-12 10:00 XYZ'|2025-12-12T10:00:00Z|PHA-12"
      })
  void the_time_and_the_offset_count(String written, String instant, String codes) {
    var bundle = new SampleBundle().replace("start: 2026-01-01", "start: " + written);
    assertThat(bundle.definition().phases().getFirst().period().start())
        .isEqualTo(Instant.parse(instant));
    assertThat(dateCodes(bundle))
        .containsExactlyElementsOf(codes == null ? List.of() : List.of(codes.split(",")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "20251212|PHA-04",
        "13:30:00|PHA-04",
        "never|PHA-04",
        "[1]|PHA-04",
        "''|PHA-03",
        "0|PHA-03",
        "~|PHA-03",
        "1.5|PHA-04"
      })
  void what_is_no_date_is_an_error(String written, String code) {
    var bundle = new SampleBundle().replace("start: 2026-01-01", "start: " + written);
    assertThat(bundle.codes()).containsExactly(code + " E");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "2026-02-01|2026-02-02|PHA-20 INFO",
        "2026-02-01|2026-02-01|PHA-09 INFO",
        "'2026-02-01 10:00'|'2026-02-01 10:00'|PHA-09 INFO",
        "2026-02-01 10:00:00|2026-02-01 12:00:00|PHA-09 INFO",
        "'2026-02-01 10:00'|'2026-02-01 12:00'|PHA-20 INFO",
        "2026-02-03|2026-02-02|PHA-08 ERROR",
        "'2026-02-01 23:00 -05:00'|2026-02-02|PHA-08 WARNING"
      })
  void phases_follow_each_other(String end, String start, String expected) {
    var bundle =
        new SampleBundle()
            .replace("end: 2026-02-01", "end: " + end.replace('\'', '"'))
            .replace("start: 2026-02-02", "start: " + start.replace('\'', '"'));
    List<String> found =
        bundle.findings().stream()
            .filter(f -> List.of("PHA-08", "PHA-09", "PHA-20").contains(f.code().text()))
            .map(f -> f.code().text() + " " + f.severity())
            .toList();
    assertThat(found).containsExactly(expected);
    assertThat(bundle.read().hasErrors()).isEqualTo(expected.endsWith(Severity.ERROR.name()));
  }

  private static List<String> dateCodes(SampleBundle bundle) {
    return bundle.findings().stream()
        .map(Finding::code)
        .map(code -> code.text())
        .filter(code -> List.of("PHA-11", "PHA-12", "PHA-13", "PHA-21").contains(code))
        .toList();
  }
}
