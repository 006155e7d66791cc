package dev.assay.bundle;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class FindingTextTest {

  @Test
  void what_a_stranger_wrote_does_not_steer_the_terminal() {
    Place place = Place.at("a\u001b[2Jb", List.of("x\u001b[31mred\u202E"), 1, 2);
    String text =
        FindingText.render(Finding.of(FindingCode.YML_07, place, "key '\u0007'").fix("\u009b"));
    assertThat(text.chars().filter(c -> c != '\n').noneMatch(Character::isISOControl)).isTrue();
    assertThat(text).doesNotContain("\u202E").contains("[2Jb:1:2");
  }

  @Test
  void of_a_long_line_the_part_around_the_column_is_quoted() {
    String line = "a".repeat(5_000) + "HERE" + "b".repeat(5_000);
    String text =
        FindingText.render(
            Finding.of(FindingCode.YML_01, Place.at("f", List.of(line), 1, 5_001), "m"));
    List<String> lines = text.lines().toList();
    assertThat(lines.get(2)).hasSizeLessThan(150).contains("HERE");
    assertThat(lines.get(2).charAt(lines.get(3).indexOf('^'))).isEqualTo('H');
  }

  @Test
  void a_cause_repeated_without_end_is_listed_so_often_and_then_counted() {
    var findings = new Findings();
    for (int i = 0; i < 10_000; i++) {
      findings.add(Finding.of(FindingCode.ARC_06, Place.in("f" + i), "again"));
    }
    findings.add(Finding.of(FindingCode.ARC_06, Place.in("last"), "fatal").as(Severity.ERROR));
    assertThat(findings.list()).hasSize(52);
    assertThat(findings.hasErrors()).isTrue();
    assertThat(findings.list()).anyMatch(Finding::isError);
    assertThat(findings.list().getLast().message()).isEqualTo("9950 more of the same kind.");
  }
}
