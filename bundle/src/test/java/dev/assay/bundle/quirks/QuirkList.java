package dev.assay.bundle.quirks;

import dev.assay.bundle.FindingCode;
import dev.assay.bundle.SampleBundle;
import dev.assay.bundle.Severity;
import dev.assay.bundle.ZipBuilder;
import java.util.ArrayList;
import java.util.List;

/** Quirks as they are gathered. */
final class QuirkList {
  private final List<Quirk> quirks = new ArrayList<>();

  void error(String code, SampleBundle bundle) {
    zip(code, bundle.builder(), Severity.ERROR);
  }

  void warning(String code, SampleBundle bundle) {
    zip(code, bundle.builder(), Severity.WARNING);
  }

  void remark(String code, SampleBundle bundle) {
    zip(code, bundle.builder(), Severity.INFO);
  }

  void zip(String code, ZipBuilder zip, Severity severity) {
    quirks.add(new Quirk(FindingCode.of(code), severity, false, zip));
  }

  void task(String code, String yaml, Severity severity) {
    var zip =
        new ZipBuilder()
            .file("task.yaml", yaml)
            .file("parts.zip", ZipBuilder.of("metadata", "command: a"));
    quirks.add(new Quirk(FindingCode.of(code), severity, true, zip));
  }

  List<Quirk> list() {
    return List.copyOf(quirks);
  }
}
