package dev.assay.bundle.scores;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.bundle.Finding;
import dev.assay.bundle.FindingCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ScoresFileTest {
  private static final ScoreColumns COLUMNS = new ScoreColumns(Set.of("a"), Set.of("mean"));

  @TempDir Path output;

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      delimiter = '|',
      value = {
        "0.5|0.5",
        "3|3",
        "-2|-2",
        "1e3|1000",
        "1e-3|0.001",
        "\"0.5\"|0.5",
        "\" 1e-3 \"|0.001",
        "true|1",
        "false|0",
        "0.12345678905|0.1234567891",
        "0.12345678904|0.1234567890",
        "9999999999|9999999999",
        "1e-400|0",
        "1e-999999999|0",
        "\"1_000\"|1000",
        "0.0|0"
      })
  void numbers_of_json_count(String written, String expected) throws IOException {
    write("scores.json", "{\"a\": " + written + "}");
    ReadScores scores = read();
    assertThat(scores.findings()).isEmpty();
    assertThat(scores.scores())
        .hasEntrySatisfying("a", a -> assertThat(a.toPlainString()).isEqualTo(expected));
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"one\": 1}", "[1, 2]", "null", "NaN", "\"fine\"", "1e99"})
  void what_no_column_shows_may_be_anything(String details) throws IOException {
    write("scores.json", "{\"a\": 0.5, \"details\": " + details + "}");
    ReadScores scores = read();
    assertThat(scores.isUsable()).isTrue();
    assertThat(scores.scores()).containsOnlyKeys("a");
    assertThat(scores.findings()).extracting(f -> f.code().text()).containsExactly("RUN-05");
  }

  @Test
  void where_nobody_tells_the_columns_what_is_no_number_is_passed_over_beside_one()
      throws IOException {
    write("scores.json", "{\"a\": 0.5, \"b\": NaN, \"c\": [1], \"d\": \"x\"}");
    assertThat(ScoresFile.read(output, ScoreColumns.secret()).scores()).containsOnlyKeys("a");
    write("scores.json", "{\"b\": NaN}");
    assertThat(ScoresFile.read(output, ScoreColumns.secret()).isUsable()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "NaN",
        "Infinity",
        "-Infinity",
        "1e400",
        "\"nan\"",
        "\"inf\"",
        "null",
        "[1]",
        "{}",
        "\"good\"",
        "\"\"",
        "1e10",
        "10000000000",
        "-10000000000",
        "9999999999.99999999999",
        "\"1,5\"",
        "1e999999999"
      })
  void one_unusable_value_makes_all_of_them_unusable(String written) throws IOException {
    write("scores.json", "{\"b\": 1, \"a\": " + written + "}");
    ReadScores scores = read();
    assertThat(scores.isUsable()).isFalse();
    assertThat(scores.scores()).isEmpty();
    assertThat(codes(scores)).contains(FindingCode.RUN_04);
    assertThat(scores.findings().toString()).contains("'a'");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "{\"a\": 1,}",
        "{'a': 1}",
        "{\"a\": 1} x",
        "\u0000",
        "{\"a\": 01}",
        "{\"a\": 1e99999999999}"
      })
  void what_is_no_json_is_unreadable(String text) throws IOException {
    write("scores.json", text);
    ReadScores scores = read();
    assertThat(scores.isUsable()).isFalse();
    assertThat(codes(scores)).containsAnyOf(FindingCode.RUN_02, FindingCode.RUN_03);
  }

  @Test
  void a_syntax_error_is_told_with_its_line() throws IOException {
    write("scores.json", "{\n  \"a\": oops\n}");
    assertThat(read().findings()).singleElement().asString().contains("scores.json:2:", "RUN-02");
  }

  @ParameterizedTest
  @ValueSource(strings = {"[1]", "5", "\"text\"", "null"})
  void a_json_value_other_than_an_object_is_refused(String text) throws IOException {
    write("scores.json", text);
    assertThat(codes(read())).containsExactly(FindingCode.RUN_03);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0.5|0.5",
        "yes|1",
        "off|0",
        "12:30|750",
        "1e-3|0.001",
        "010|8",
        "1.5e+2|150",
        "'7'|7"
      })
  void text_is_read_as_yaml(String written, String expected) throws IOException {
    write("scores.txt", "a: " + written + "\n");
    assertThat(read().scores())
        .hasEntrySatisfying("a", a -> assertThat(a.toPlainString()).isEqualTo(expected));
  }

  @ParameterizedTest
  @ValueSource(strings = {".nan", "1,5", "", "[1]", "2019-01-01", "good"})
  void unusable_text_is_refused(String written) throws IOException {
    write("scores.txt", "a: " + written + "\n");
    assertThat(codes(read())).containsExactly(FindingCode.RUN_04);
  }

  @Test
  void a_colon_without_a_blank_is_no_mapping() throws IOException {
    write("scores.txt", "a:0.5\n");
    assertThat(codes(read())).containsExactly(FindingCode.RUN_03);
    write("scores.txt", "a: !!python/object/apply:os.system [ls]\n");
    assertThat(codes(read())).containsExactly(FindingCode.RUN_02);
  }

  @Test
  void json_counts_more_than_text_even_if_it_is_wrong() throws IOException {
    write("scores.txt", "a: 1\n");
    write("scores.json", "{\"a\": 2}");
    assertThat(read().scores().get("a")).isEqualByComparingTo("2");
    write("scores.json", "oops");
    assertThat(read().isUsable()).isFalse();
  }

  @Test
  void no_file_is_an_error_that_says_what_to_write() throws IOException {
    assertThat(read().findings()).singleElement().matches(f -> f.code() == FindingCode.RUN_01);
  }

  @Test
  void links_and_folders_are_not_read() throws IOException {
    Path secret = Files.writeString(output.resolve("secret"), "{\"a\": 1}");
    Files.createSymbolicLink(output.resolve("scores.json"), secret);
    assertThat(codes(read())).containsExactly(FindingCode.RUN_02);
    Files.delete(output.resolve("scores.json"));
    Files.createDirectory(output.resolve("scores.json"));
    assertThat(codes(read())).containsExactly(FindingCode.RUN_02);
  }

  @Test
  void a_huge_file_is_not_read() throws IOException {
    write("scores.json", "{\"a\": 1" + " ".repeat(1 << 20) + "}");
    assertThat(read().findings()).singleElement().asString().contains("RUN-02", "bytes");
  }

  @Test
  void unknown_and_missing_keys_are_warnings() throws IOException {
    write("scores.json", "{\"A\": 1, \"mean\": 2}");
    ReadScores scores = read();
    assertThat(scores.isUsable()).isTrue();
    assertThat(codes(scores)).containsExactly(FindingCode.RUN_05, FindingCode.RUN_06);
    assertThat(scores.scores()).containsOnlyKeys("A", "mean");
  }

  @Test
  void of_duplicate_keys_the_last_counts() throws IOException {
    write("scores.json", "{\"a\": 1, \"a\": 2}");
    assertThat(read().scores().get("a")).isEqualByComparingTo("2");
  }

  @Test
  void nothing_a_program_writes_makes_the_reader_fail() throws IOException {
    String[] pieces = {
      "{", "}", "\"a\"", ":", " ", "1", "-", "e9", ".", "NaN", "null", "[", "]", ",", "\n", "a: ",
      "é", "\0"
    };
    var random = new Random(20260131);
    for (int i = 0; i < 2_000; i++) {
      var text = new StringBuilder(random.nextBoolean() ? "{\"a\": " : "");
      for (int j = random.nextInt(8); j >= 0; j--) {
        text.append(pieces[random.nextInt(pieces.length)]);
      }
      write(random.nextBoolean() ? "scores.json" : "scores.txt", text.toString());
      ReadScores scores = read();
      assertThat(scores.isUsable() || scores.scores().isEmpty()).as(text.toString()).isTrue();
      Files.deleteIfExists(output.resolve("scores.json"));
    }
  }

  private ReadScores read() throws IOException {
    return ScoresFile.read(output, COLUMNS);
  }

  private void write(String name, String text) throws IOException {
    Files.writeString(output.resolve(name), text);
  }

  private static List<FindingCode> codes(ReadScores scores) {
    return scores.findings().stream().map(Finding::code).collect(Collectors.toList());
  }
}
