package dev.assay.bundle.competition;

import static dev.assay.bundle.SampleBundle.plus;
import static dev.assay.bundle.SampleBundle.with;
import static dev.assay.bundle.quirks.LegacySample.legacy;
import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.bundle.Finding;
import dev.assay.bundle.FindingCode;
import dev.assay.bundle.SampleBundle;
import dev.assay.bundle.Severity;
import dev.assay.bundle.archive.ArchiveLimits;
import dev.assay.bundle.archive.BundleSource;
import dev.assay.bundle.quirks.Quirk;
import dev.assay.bundle.quirks.Quirks;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each cause of a finding, provoked by the smallest bundle that has it. */
class FindingCodesTest {
  @TempDir Path folder;

  /** Those that only the site or a run can know; their tests are there. */
  private static final Set<FindingCode> ELSEWHERE =
      EnumSet.of(
          FindingCode.ARC_01,
          FindingCode.REF_05,
          FindingCode.SOL_06,
          FindingCode.LEG_00,
          FindingCode.RUN_01,
          FindingCode.RUN_02,
          FindingCode.RUN_03,
          FindingCode.RUN_04,
          FindingCode.RUN_05,
          FindingCode.RUN_06,
          FindingCode.RUN_07);

  static Stream<FindingCode> codes() {
    return EnumSet.complementOf(EnumSet.copyOf(ELSEWHERE)).stream();
  }

  @ParameterizedTest
  @MethodSource("codes")
  void each_cause_is_found_where_it_is(FindingCode code) {
    Quirk quirk = Quirks.of(code);
    List<Finding> findings = quirk.findings();
    List<Finding> found = findings.stream().filter(f -> f.code() == code).toList();
    assertThat(found).as(findings.toString()).isNotEmpty();
    Finding finding = found.getFirst();
    assertThat(finding.severity()).as(finding.toString()).isEqualTo(quirk.severity());
    assertThat(finding.message()).endsWith(".");
    assertThat(finding.place().file()).isNotNull();
    assertThat(quirk.severity() == Severity.INFO || finding.fix() != null)
        .as("what to do about %s", finding)
        .isTrue();
  }

  @Test
  void what_is_no_zip_is_said_to_be_none() throws IOException {
    Path file = Files.write(folder.resolve("b.zip"), "hello".getBytes(StandardCharsets.UTF_8));
    try (var source = BundleSource.open(file, ArchiveLimits.forBundles())) {
      assertThat(new BundleReader(SampleBundle.CLOCK).read(source).findings())
          .extracting(Finding::code)
          .containsExactly(FindingCode.ARC_01);
    }
  }

  @Test
  void what_codabench_refuses_is_an_error_for_those_who_ask() {
    for (String code :
        List.of("ARC-03", "YML-05", "CMP-11", "PAG-01", "PAG-04", "TSK-10", "SOL-04", "PHA-09")) {
      Quirk quirk = Quirks.of(FindingCode.of(code));
      assertThat(quirk.findings().stream().map(Finding::asCodabenchSeesIt))
          .as(code)
          .anyMatch(finding -> finding.code().text().equals(code) && finding.isError());
    }
    for (SampleBundle bundle :
        List.of(
            with("leaderboards:", "leaderboard:"),
            with("key: accuracy", "key: accuracy\n        computation:"),
            legacy("label: Accuracy", "label: " + "x".repeat(37)))) {
      assertThat(bundle.findings()).noneMatch(Finding::isError);
      assertThat(bundle.findings().stream().map(Finding::asCodabenchSeesIt))
          .anyMatch(Finding::isError);
    }
  }

  @Test
  void what_codabench_accepts_stays_a_warning_for_those_who_ask() {
    for (String none : List.of("[]", "null")) {
      SampleBundle bundle =
          plus(
              "      - {title: B, key: b, index: 1, computation: avg, computation_indexes: %s}"
                  .formatted(none));
      assertThat(bundle.codes()).contains("COL-06 W");
      assertThat(bundle.findings().stream().map(Finding::asCodabenchSeesIt))
          .noneMatch(Finding::isError);
    }
  }
}
