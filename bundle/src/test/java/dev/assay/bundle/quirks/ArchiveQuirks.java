package dev.assay.bundle.quirks;

import static dev.assay.bundle.SampleBundle.plus;
import static dev.assay.bundle.SampleBundle.with;

import dev.assay.bundle.SampleBundle;
import dev.assay.bundle.Severity;
import dev.assay.bundle.ZipBuilder;

/** Archives and texts that cannot be taken as they are. */
final class ArchiveQuirks {
  private static final String END = "end: 2026-02-01";

  private ArchiveQuirks() {}

  static void addTo(QuirkList list) {
    list.zip("ARC-02", new ZipBuilder().file("a.txt", ""), Severity.ERROR);
    list.zip("ARC-04", sampleZip().file("../evil", ""), Severity.ERROR);
    list.zip(
        "ARC-05", sampleZip().add(ZipBuilder.Entry.link("link", "terms.md")), Severity.WARNING);
    list.zip("ARC-06", sampleZip().file("terms.md", "twice"), Severity.WARNING);
    list.zip("ARC-07", sampleZip().file("a/".repeat(200) + "b", ""), Severity.ERROR);
    list.zip("ARC-08", sampleZip().file("__MACOSX/x", "").file(".DS_Store", ""), Severity.INFO);
    list.zip("ARC-09", sampleZip().file("a\\b.txt", ""), Severity.WARNING);
    list.warning("ARC-03", new SampleBundle().inFolder("wrapped"));
    list.remark("ARC-10", new SampleBundle().file("notes.txt", "nobody reads me"));
    list.error("YML-01", plus("\tx: [1"));
    list.error("YML-02", new SampleBundle().yaml("- a\n"));
    list.error("YML-03", with("version: 2", "version: 3"));
    list.remark("YML-04", new SampleBundle().yaml(LegacySample.YAML));
    list.warning("YML-05", with("version: 2", ""));
    list.warning("YML-06", plus("title: Again"));
    list.warning("YML-07", plus("tittle: x"));
    list.remark("YML-08", with(END, "status: Current\n    " + END));
    list.error("YML-09", new SampleBundle().file("terms.md", new byte[] {(byte) 0xff, 'a'}));
    list.error("YML-10", plus("x: !!python/object:os.system y"));
  }

  private static ZipBuilder sampleZip() {
    return new ZipBuilder()
        .file("competition.yaml", SampleBundle.YAML)
        .file("terms.md", "Be fair.");
  }
}
