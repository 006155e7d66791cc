package dev.assay.bundle.competition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DateTimeException;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DateTextTest {
  private static final int THIS_YEAR = 2026;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "2019-12-12|2019-12-12T00:00",
        "2019-12-12 13:30|2019-12-12T13:30",
        "2019-12-12 13:30:15|2019-12-12T13:30:15",
        "2019-12-12 13:30:15.25|2019-12-12T13:30:15.250",
        "2019-12-12T13:30:00|2019-12-12T13:30",
        "8-7-2019|2019-08-07T00:00",
        "10/12/2019|2019-10-12T00:00",
        "10.12.2019|2019-10-12T00:00",
        "13-7-2019|2019-07-13T00:00",
        "01-02-2019|2019-01-02T00:00",
        "1/2/19|2019-01-02T00:00",
        "2019/02/01|2019-02-01T00:00",
        "2019.12.12|2019-12-12T00:00",
        "12/31/2019 23:59|2019-12-31T23:59",
        "31/12/2019 23:59:59|2019-12-31T23:59:59",
        "Dec 12, 2019|2019-12-12T00:00",
        "12 December 2019 10pm|2019-12-12T22:00",
        "Sept 5 2019|2019-09-05T00:00",
        "5 Sep 2019|2019-09-05T00:00",
        "5-Sep-2019|2019-09-05T00:00",
        "2019-Sep-05|2019-09-05T00:00",
        "2019-12-12 at 13:30|2019-12-12T13:30",
        "20191212|2019-12-12T00:00",
        "20191212T1330|2019-12-12T13:30",
        "20191212133015|2019-12-12T13:30:15",
        "2019-12-25T10|2019-12-25T10:00",
        "20191212T10|2019-12-12T10:00",
        "20191212T101530-0500|2019-12-12T10:15:30",
        "Thursday, December 12th, 2019 at 10:30 PM|2019-12-12T22:30",
        "12 am 2019-12-12|2019-12-12T00:00",
        "2019-12-12 12:15 pm|2019-12-12T12:15",
        "Jan of 2019|2019-01-01T00:00",
        "1st of May 2019|2019-05-01T00:00",
        "99-01-05|1999-01-05T00:00",
        "2019-12|2019-12-01T00:00",
        "May|2026-05-01T00:00",
        "May 5|2026-05-05T00:00",
        "2019|2019-01-01T00:00",
        "12-2019|2019-12-01T00:00",
        "10:30|2026-01-01T10:30",
        "10h30 2019-12-12|2019-12-12T10:30",
        "2019-12-12 10 h 30 m|2019-12-12T10:30",
        "2019-12-12 10h30m15s|2019-12-12T10:30:15",
        "10:00 Sep-5-2019|2019-09-05T10:00",
        "2019-12-12 0:30 pm|2019-12-12T12:30"
      })
  void dates_are_read_as_existing_bundles_mean_them(String text, String expected) {
    assertThat(DateText.parse(text, THIS_YEAR).value()).hasToString(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "2019-12-12T13:30:00+02:00|+02:00",
        "2019-12-12 13:30 -0530|-05:30",
        "2019-12-12 10:00 +1|+01:00",
        "2019-12-12 10:00 EST|-05:00",
        "2019-12-12T10:00Z|Z",
        "2019-12-12 10:00 UTC|Z",
        "2019-12-12 10:00 z|Z",
        "20191212T101530-0500|-05:00",
        "2019-12-12 23:59 AoE|-12:00",
        "2019-12-12 10:00 UTC+2|+02:00",
        "2019-12-12 10:00|null"
      })
  void offsets_are_kept(String text, String expected) {
    assertThat(String.valueOf(DateText.parse(text, THIS_YEAR).offset())).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2019-02-30",
        "2019-25-12",
        "today",
        "never",
        "2019-12-12 24:00:00",
        "2019-W05",
        "2019-W05-1",
        "",
        " ",
        ":",
        "-",
        "1568000000",
        "2019-12-12-12",
        "32/13/2019",
        "2019-12-12 10:",
        "2019-12-12 10:00 10:00",
        "13pm 2019-01-01",
        "May June 2019",
        "2019-12-12 +99:00 10:00 +99:00",
        "12:30:99",
        "99999999999999999999"
      })
  void what_is_no_date_is_refused(String text) {
    assertThatThrownBy(() -> DateText.parse(text, THIS_YEAR)).isInstanceOf(DateTimeException.class);
  }

  @Test
  void ambiguity_and_gaps_are_noticed() {
    assertThat(DateText.parse("8-7-2019", THIS_YEAR).isAmbiguous()).isTrue();
    assertThat(DateText.parse("7-7-2019", THIS_YEAR).isAmbiguous()).isFalse();
    assertThat(DateText.parse("13-7-2019", THIS_YEAR).isAmbiguous()).isFalse();
    assertThat(DateText.parse("2019-07-08", THIS_YEAR).isAmbiguous()).isFalse();
    assertThat(DateText.parse("2019-07", THIS_YEAR).isIncomplete()).isTrue();
    assertThat(DateText.parse("2019-12-12 10:00 XYZ", THIS_YEAR).unknownZone()).isEqualTo("XYZ");
  }

  @Test
  void any_text_is_a_date_or_refused() {
    String[] pieces = {
      "2019",
      "12",
      "7",
      "-",
      "/",
      ".",
      ":",
      " ",
      "May",
      "pm",
      "T",
      "Z",
      "+",
      "EST",
      "99",
      "20191212",
      "th",
      ",",
      "é",
      "٣"
    };
    var random = new Random(20260131);
    int dates = 0;
    for (int i = 0; i < 50_000; i++) {
      var text = new StringBuilder();
      for (int j = random.nextInt(10); j >= 0; j--) {
        text.append(pieces[random.nextInt(pieces.length)]);
      }
      try {
        dates += DateText.parse(text.toString(), THIS_YEAR).value().getYear() >= 0 ? 1 : 0;
      } catch (DateTimeException e) {
        assertThat(e.getMessage()).isNotBlank();
      }
    }
    assertThat(dates).isPositive();
  }
}
