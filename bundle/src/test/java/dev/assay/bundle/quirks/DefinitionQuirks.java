package dev.assay.bundle.quirks;

import static dev.assay.bundle.SampleBundle.plus;
import static dev.assay.bundle.SampleBundle.with;

import dev.assay.bundle.SampleBundle;
import dev.assay.bundle.Severity;
import dev.assay.bundle.ZipBuilder;

/** What a definition says of the competition as a whole and of the parts it names. */
final class DefinitionQuirks {
  private static final String KEY = "412ea3a9-c87e-4044-a479-3105d49a0ef4";
  private static final String END = "end: 2026-02-01";

  private DefinitionQuirks() {}

  static void addTo(QuirkList list) {
    references(list);
    competition(list);
  }

  private static void references(QuirkList list) {
    list.error("REF-01", with("scoring/", "nowhere"));
    list.error("REF-02", with("scoring/", "../scoring"));
    list.warning("REF-03", with("reference_data: reference", "reference_data:"));
    list.task("REF-04", "name: a\ndescription: b\nscoring_program: {key: mine}\n", Severity.ERROR);
    list.remark(
        "REF-06",
        with("reference_data: reference", "reference_data: " + KEY)
            .file(KEY, ZipBuilder.of("a", "b")));
    list.warning("REF-07", with("image: logo.png", "image: LOGO.png"));
    list.warning("REF-08", with("data: reference", "data: data.csv").file("data.csv", "1"));
    list.remark("REF-09", with("reference_data: reference", "reference_data: scoring"));
    list.warning(
        "REF-10", with("data: reference", "data: e.zip").file("e.zip", new ZipBuilder().bytes()));
    list.warning(
        "REF-11",
        with("scoring/", "p.zip").file("p.zip", ZipBuilder.of("x/metadata", "command: a")));
    list.warning("REF-12", with(END, "public_data: kit\n    " + END).file("kit/answers.csv", "1"));
  }

  private static void competition(QuirkList list) {
    list.error("CMP-01", with("title: Flowers", "title: ''"));
    list.error("CMP-02", with("image: logo.png", ""));
    list.error("CMP-03", with("image: logo.png", "image: terms.md"));
    list.error("CMP-04", with("terms: terms.md", ""));
    list.error("CMP-05", plus("docker_image: a b"));
    list.error("CMP-06", plus("forum_enabled: 2"));
    list.error("CMP-07", plus("competition_type: Benchmark"));
    list.error("CMP-08", plus("contact_email: jane"));
    list.error("CMP-09", plus("queue: main"));
    list.error("CMP-10", plus("reward: [1]"));
    list.warning("CMP-11", plus("forum_enabled:"));
    list.remark("CMP-12", plus("published: true"));
    list.warning("CMP-13", plus("docker_image: registry:5000/vendor/tool"));
    list.warning("PAG-01", with("pages:\n  - title: Overview\n    file: overview.md", "pages: []"));
    list.error("PAG-02", with("title: Overview", "titel: Overview"));
    list.error("PAG-03", with("file: overview.md", "file: none.md"));
    list.warning("PAG-04", new SampleBundle().file("overview.md", ""));
    list.warning("PAG-05", new SampleBundle().file("overview.md", "![](http://a.example/b.png)"));
    list.error("FCT-01", plus("fact_sheet: [1]"));
    list.error("FCT-02", plus("fact_sheet: {a: {key: a}}"));
    list.error("FCT-03", factSheet("key: b, type: text, selection: '', is_required: 'true'"));
    list.error("FCT-04", factSheet("key: a, type: date, selection: '', is_required: 'true'"));
    list.warning("FCT-05", factSheet("key: a, type: text, selection: '', is_required: true"));
    list.warning("FCT-06", factSheet("key: a, type: select, selection: '', is_required: 'true'"));
    list.error("ASY-01", plus("assay: {network: all}"));
    list.warning("ASY-02", plus("assay: {share_output: true}"));
    list.warning("ASY-03", plus("collaborators: [ada]"));
    list.remark("ASY-04", with("name: Iris", "name: Iris\n    is_public: true"));
  }

  private static SampleBundle factSheet(String keys) {
    return plus("fact_sheet: {a: {" + keys + ", title: T, is_on_leaderboard: 'false'}}");
  }
}
