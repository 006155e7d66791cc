package dev.assay.bundle.competition;

import dev.assay.bundle.FindingCode;
import dev.assay.bundle.yaml.YamlNode;
import dev.assay.bundle.yaml.YamlNode.Mapping;
import java.util.Set;

/** Tells which grammar a definition follows. */
final class Versions {
  private static final Set<String> LEGACY = Set.of("1", "1.5");
  private static final String FIX = "Write 'version: 2' as the first line.";

  private Versions() {}

  /** Whether to go on with version 2; if not, an error says why. */
  static boolean isVersion2(Section top) {
    YamlNode value = top.takeUnlessNull("version");
    if (value == null) {
      return withoutVersion(top);
    }
    String version = value instanceof YamlNode.Scalar scalar ? scalar.raw().strip() : value.kind();
    if (version.equals("2")) {
      return true;
    }
    if (LEGACY.contains(version)) {
      refuseLegacy(top, "The bundle has version " + version + " (legacy CodaLab).");
      return false;
    }
    if (version.equals("2.0")) {
      top.report(
          FindingCode.YML_05, "version", "Version 2.0 is read as 2; Codabench refuses it.", FIX);
      return true;
    }
    top.report(
        FindingCode.YML_03,
        "version",
        "There is no version '" + version + "'; known are 2, 1.5 and 1.",
        FIX);
    // The rest is read all the same, so that all of its faults are told at once.
    return !looksLegacy(top);
  }

  private static boolean withoutVersion(Section top) {
    if (looksLegacy(top)) {
      refuseLegacy(top, "The bundle has no version and the keys of version 1.5 (legacy CodaLab).");
      return false;
    }
    top.report(
        FindingCode.YML_05,
        "version",
        "The version is missing; the keys are those of version 2.",
        FIX);
    return true;
  }

  private static boolean looksLegacy(Section top) {
    Mapping root = top.mapping();
    boolean hasPhaseMapping = root.value("phases").orElse(null) instanceof Mapping;
    boolean hasBoardMapping = root.value("leaderboard").orElse(null) instanceof Mapping;
    return root.has("html") || hasPhaseMapping || hasBoardMapping;
  }

  private static void refuseLegacy(Section top, String what) {
    top.report(
        FindingCode.LEG_00,
        "version",
        what + " Such bundles are not read yet.",
        "Rewrite it as version 2: pages, tasks, phases and leaderboards as lists.");
  }
}
