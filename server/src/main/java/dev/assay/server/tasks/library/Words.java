package dev.assay.server.tasks.library;

import dev.assay.server.tasks.DatasetType;
import dev.assay.server.tasks.Reach;
import dev.assay.server.tasks.TaskHistory.Version;
import dev.assay.server.web.Finding;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** How pages name types, reasons and changes. */
final class Words {
  private Words() {}

  static String of(DatasetType type) {
    return switch (type) {
      case INGESTION_PROGRAM -> "Ingestion program";
      case SCORING_PROGRAM -> "Scoring program";
      case INPUT_DATA -> "Input data";
      case REFERENCE_DATA -> "Reference data";
      case PUBLIC_DATA -> "Public data";
      case STARTING_KIT -> "Starting kit";
      case SOLUTION -> "Solution";
      case COMPETITION_BUNDLE -> "Competition bundle";
    };
  }

  static String of(Reach reach, boolean isPublic) {
    return switch (reach) {
      case OWN -> isPublic ? "yours, public" : "yours";
      case SHARED -> "shared with you";
      case PUBLIC -> "public";
    };
  }

  /** A finding of a check as pages show it. */
  static Finding of(dev.assay.bundle.Finding finding) {
    var place = finding.place();
    var file = Objects.requireNonNullElse(place.file(), "");
    var line = place.line() > 0 ? ":" + place.line() : "";
    var path = place.path() == null ? "" : " " + place.path();
    return new Finding(
        switch (finding.severity()) {
          case ERROR -> Finding.Severity.ERROR;
          case WARNING -> Finding.Severity.WARNING;
          case INFO -> Finding.Severity.NOTE;
        },
        finding.code().text(),
        finding.message(),
        (file + line + path).strip(),
        place.quote(),
        Objects.requireNonNullElse(finding.fix(), ""));
  }

  static List<String> settings(Version version) {
    var words = new ArrayList<String>();
    if (version.ingestionOnlyDuringScoring()) {
      words.add("Ingestion only during scoring");
    }
    if (version.shareOutput()) {
      words.add("Ingestion and scoring share their output");
    }
    if (version.showReferenceData()) {
      words.add("Ingestion sees the reference data");
    }
    return words;
  }

  /** What is different from the version before it. */
  static List<String> changes(Version before, Version after) {
    var words = new ArrayList<String>();
    for (var type : DatasetType.values()) {
      var old = before.parts().get(type);
      var fresh = after.parts().get(type);
      if (Objects.equals(old, fresh)) {
        continue;
      }
      if (old == null && fresh != null) {
        words.add("%s added: %s".formatted(of(type), fresh.name()));
      } else if (old != null && fresh == null) {
        words.add("%s removed: %s".formatted(of(type), old.name()));
      } else if (old != null && fresh != null) {
        words.add("%s: %s instead of %s".formatted(of(type), fresh.name(), old.name()));
      }
    }
    settings(after).stream()
        .filter(one -> !settings(before).contains(one))
        .forEach(one -> words.add(one + ": now on"));
    settings(before).stream()
        .filter(one -> !settings(after).contains(one))
        .forEach(one -> words.add(one + ": now off"));
    return words;
  }
}
