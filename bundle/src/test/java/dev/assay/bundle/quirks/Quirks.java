package dev.assay.bundle.quirks;

import dev.assay.bundle.FindingCode;
import java.util.List;

/** All the quirks there are. */
public final class Quirks {
  private static final List<Quirk> ALL = gather();

  private Quirks() {}

  public static List<Quirk> all() {
    return ALL;
  }

  /** The one that has a certain thing wrong with it. */
  public static Quirk of(FindingCode code) {
    return ALL.stream()
        .filter(quirk -> quirk.code() == code)
        .findFirst()
        .orElseThrow(() -> new AssertionError("no bundle provokes " + code.text()));
  }

  private static List<Quirk> gather() {
    var list = new QuirkList();
    ArchiveQuirks.addTo(list);
    DefinitionQuirks.addTo(list);
    TaskQuirks.addTo(list);
    BoardQuirks.addTo(list);
    ProgramQuirks.addTo(list);
    LegacyQuirks.addTo(list);
    return list.list();
  }
}
