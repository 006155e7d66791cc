package dev.assay.bundle.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.bundle.Finding;
import dev.assay.bundle.FindingCode;
import dev.assay.bundle.yaml.YamlNode.Mapping;
import dev.assay.bundle.yaml.YamlNode.Mark;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class YamlReaderTest {

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      delimiter = '|',
      value = {
        "yes|Bool true",
        "No|Bool false",
        "ON|Bool true",
        "off|Bool false",
        "TRUE|Bool true",
        "y|Text y",
        "n|Text n",
        "tRue|Text tRue",
        "'yes'|Text yes",
        "\"12\"|Text 12",
        "! 12|Text 12",
        "2019-12-12|Date 2019-12-12",
        "2019-12-12 13:30:00|DateTime 2019-12-12T13:30 null",
        "2019-12-12T13:30:00Z|DateTime 2019-12-12T13:30 Z",
        "2019-12-12 13:30:00.5 +05:30|DateTime 2019-12-12T13:30:00.500 +05:30",
        "2019-1-2 3:04:05 -5|DateTime 2019-01-02T03:04:05 -05:00",
        "2019-12-12 13:30|Text 2019-12-12 13:30",
        "8-7-2019|Text 8-7-2019",
        "12:30:00|Int 45000",
        "-1:30|Int -90",
        "1:30.5|Real 90.5",
        "010|Int 8",
        "0o10|Text 0o10",
        "08|Text 08",
        "1_000|Int 1000",
        "0x1F|Int 31",
        "0b11|Int 3",
        "-0x10|Int -16",
        "0|Int 0",
        "+5|Int 5",
        "1e3|Text 1e3",
        "1.0e+3|Real 1.0E+3",
        "1.|Real 1",
        ".5|Real 0.5",
        "1_0.5|Real 10.5",
        ".inf|Real null",
        "-.INF|Real null",
        ".nan|Real null",
        "1.0e+999999999|Real null",
        "~|Null",
        "null|Null",
        "``|Null",
        "nUll|Text nUll",
        "!!str 12|Text 12",
        "!!int '12'|Int 12",
        "!!float '1.5'|Real 1.5",
        "!!bool yes|Bool true"
      })
  void scalars_have_the_values_of_yaml_1_1(String written, String expected) {
    YamlNode value = mapping("x: " + (written == null ? "" : written)).value("x").orElseThrow();
    assertThat(describe(value)).isEqualTo(expected);
  }

  private static String describe(YamlNode value) {
    return switch (value) {
      case YamlNode.Text text -> "Text " + text.raw();
      case YamlNode.Bool bool -> "Bool " + bool.value();
      case YamlNode.Int number -> "Int " + number.value();
      case YamlNode.Real real -> "Real " + real.value();
      case YamlNode.Date date -> "Date " + date.value();
      case YamlNode.DateTime time -> "DateTime " + time.value() + " " + time.offset();
      case YamlNode.Null _ -> "Null";
      case YamlNode.Sequence _, Mapping _ -> "a collection";
    };
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a: 1\\nb: 2019-13-45|YML-01|2:4",
        "a: 2019-02-30|YML-01|1:4",
        "a: 2019-12-12 24:00:00|YML-01|1:4",
        "a:\\n\\tb: 1|YML-01|2:1",
        "a: [1, 2|YML-01|1:9",
        "a: 1\\n---\\nb: 2|YML-01|2:1",
        "x: =|YML-01|1:4",
        "a: 1\\nb: !!python/object:os.system x|YML-10|2:4",
        "a: !mine x|YML-10|1:4",
        "a: *nowhere|YML-01|1:4",
        "a: &a [*a]|YML-10|1:8",
        "? [1, 2]\\n: x|YML-01|1:3",
        "<<: 5|YML-01|1:1",
        "a: !!int pear|YML-01|1:4",
        "a: 0b_|YML-01|1:4",
        "a: 'open|YML-01|1:9"
      })
  void what_cannot_be_read_is_an_error_with_line_and_column(
      String text, String code, String position) {
    YamlDocument document =
        YamlReader.read("c.yaml", text.replace("\\n", "\n").replace("\\t", "\t"));
    assertThat(document.isReadable()).isFalse();
    assertThat(document.findings())
        .singleElement()
        .asString()
        .startsWith("c.yaml:" + position + ": error " + code);
  }

  @Test
  void keys_and_values_know_their_line_and_column() {
    Mapping root = mapping("title: x\nphases:\n  - name: One\n    start: 2020-01-01\n");
    var phases = (YamlNode.Sequence) root.value("phases").orElseThrow();
    var phase = (Mapping) phases.items().getFirst();
    assertThat(phase.entry("start").orElseThrow().key().mark()).isEqualTo(new Mark(4, 5));
    assertThat(phase.value("start").orElseThrow().mark()).isEqualTo(new Mark(4, 12));
  }

  @Test
  void of_duplicate_keys_the_last_counts_and_both_lines_are_named() {
    YamlDocument document = YamlReader.read("c.yaml", "a: 1\nb: 2\na: 3\n");
    assertThat(document.findings())
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.code()).isEqualTo(FindingCode.YML_06);
              assertThat(finding.place().line()).isEqualTo(3);
              assertThat(finding.message()).contains("line 1");
            });
    Mapping root = (Mapping) document.root().orElseThrow();
    assertThat(root.entries()).hasSize(2);
    assertThat(describe(root.value("a").orElseThrow())).isEqualTo("Int 3");
  }

  @Test
  void merge_keys_give_way_to_own_keys_and_to_earlier_mappings() {
    Mapping root =
        mapping(
            """
            one: &one {a: 1, b: 1}
            two: &two {b: 2, c: 2}
            all:
              <<: [*one, *two]
              a: own
            """);
    Mapping all = (Mapping) root.value("all").orElseThrow();
    assertThat(
            all.entries().stream()
                .collect(Collectors.toMap(e -> e.key().raw(), e -> describe(e.value()))))
        .containsOnly(Map.entry("a", "Text own"), Map.entry("b", "Int 1"), Map.entry("c", "Int 2"));
  }

  @Test
  void a_quoted_merge_key_is_text() {
    assertThat(mapping("'<<': 1").has("<<")).isTrue();
  }

  @Test
  void keys_may_be_numbers_and_differ_from_text() {
    Mapping root = mapping("1: a\n'1': b\n");
    assertThat(root.entries()).hasSize(2);
  }

  @Test
  void an_alias_bomb_is_refused() {
    String text =
        "a0: &a0 [x, x, x, x, x, x, x, x, x]\n"
            + IntStream.range(1, 30)
                .mapToObj(i -> "a%d: &a%d [%s]".formatted(i, i, ("*a" + (i - 1) + " , ").repeat(9)))
                .collect(Collectors.joining("\n"));
    assertThat(codes(YamlReader.read("c.yaml", text))).containsExactly(FindingCode.YML_10);
  }

  @ParameterizedTest
  @ValueSource(strings = {"[", "{a: ", "- ", "? "})
  void deep_nesting_is_refused_without_exhausting_the_stack(String opening) {
    assertThat(YamlReader.read("c.yaml", opening.repeat(50_000)).isReadable()).isFalse();
  }

  @Test
  void an_empty_text_has_no_root_and_is_no_error() {
    assertThat(YamlReader.read("c.yaml", "# nothing\n").root()).isEmpty();
    assertThat(YamlReader.read("c.yaml", "").isReadable()).isTrue();
  }

  @Test
  void a_byte_order_mark_and_the_directive_of_yaml_1_1_are_tolerated() {
    var document =
        YamlReader.read("c.yaml", "\uFEFF%YAML 1.1\n---\na: 1\n".getBytes(StandardCharsets.UTF_8));
    assertThat(document.findings()).isEmpty();
    assertThat(document.root()).isPresent();
  }

  @Test
  void a_text_in_another_encoding_is_named_with_a_guess() {
    byte[] latin = "a: 1\ntitle: Müll\n".getBytes(StandardCharsets.ISO_8859_1);
    assertThat(YamlReader.read("c.yaml", latin).findings())
        .singleElement()
        .asString()
        .contains("c.yaml:2:9", "YML-09", "Latin-1");
    byte[] wide = "a: 1".getBytes(StandardCharsets.UTF_16);
    assertThat(YamlReader.read("c.yaml", wide).findings())
        .singleElement()
        .asString()
        .contains("UTF-16");
  }

  private static Mapping mapping(String text) {
    YamlDocument document = YamlReader.read("c.yaml", text);
    assertThat(document.findings()).isEmpty();
    return (Mapping) document.root().orElseThrow();
  }

  private static List<FindingCode> codes(YamlDocument document) {
    return document.findings().stream().map(Finding::code).toList();
  }

  @Test
  void a_character_of_two_halves_may_stand_anywhere() {
    for (int before = 1000; before < 1040; before++) {
      String value = "x".repeat(before) + "😀 end";
      assertThat(YamlReader.read("a.yaml", "a: " + value + "\n").root())
          .as("%d characters before", before)
          .get()
          .extracting(root -> ((YamlNode.Mapping) root).value("a").orElseThrow())
          .isInstanceOfSatisfying(
              YamlNode.Text.class, text -> assertThat(text.raw()).isEqualTo(value));
    }
  }

  @Test
  void a_text_that_python_2_has_marked_is_the_text() {
    YamlDocument read = YamlReader.read("a.yaml", "a: !!python/unicode 'yes'\n");
    assertThat(read.root())
        .get()
        .extracting(root -> ((YamlNode.Mapping) root).value("a").orElseThrow())
        .isInstanceOfSatisfying(
            YamlNode.Text.class, text -> assertThat(text.raw()).isEqualTo("yes"));
    assertThat(read.findings())
        .singleElement()
        .matches(finding -> !finding.isError() && finding.asCodabenchSeesIt().isError());
  }
}
