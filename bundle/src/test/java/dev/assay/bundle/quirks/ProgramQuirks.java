package dev.assay.bundle.quirks;

import static dev.assay.bundle.SampleBundle.with;

import dev.assay.bundle.SampleBundle;

/** Programs, and what they seem to need. */
final class ProgramQuirks {
  private static final String COLUMN = "key: accuracy";

  private ProgramQuirks() {}

  static void addTo(QuirkList list) {
    list.warning("PRG-01", new SampleBundle().without("scoring/metadata.yaml"));
    list.warning("PRG-02", metadata("description: x"));
    list.warning("PRG-03", metadata("command: ["));
    list.warning("PRG-04", metadata("command: [python3, score.py]"));
    list.warning("PRG-05", metadata("command: python3 score.py $inptu"));
    list.warning("PRG-06", metadata("command: python3 score.py > log"));
    list.warning("PRG-07", inScorer("open('/app/ingestion_program/x')"));
    list.warning("PRG-08", metadata("command: python3 gone.py"));
    list.warning(
        "PRG-09",
        with(
                "name: Iris",
                "name: Iris\n    ingestion_program: ing\n    ingestion_only_during_scoring: yes")
            .file("ing/metadata", "command: cat $hidden/labels"));
    list.remark("PRG-10", new SampleBundle().file("scoring/metadata", "command: a"));
    list.warning("PRG-11", inScorer("os.system('pip install numpy')"));
    list.warning("PRG-12", with(COLUMN, "key: acuracy"));
    list.warning("PRG-13", inScorer("requests.get(url)"));
    list.warning("PRG-14", inScorer("os.chown(path, 0, 0)"));
    list.warning("PRG-15", inScorer("open('/opt/cache.bin', 'wb')"));
  }

  private static SampleBundle inScorer(String line) {
    return new SampleBundle().file("scoring/score.py", "accuracy = 1\n" + line + "\n");
  }

  private static SampleBundle metadata(String text) {
    return new SampleBundle().file("scoring/metadata.yaml", text);
  }
}
