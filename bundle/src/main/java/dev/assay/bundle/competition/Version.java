package dev.assay.bundle.competition;

import dev.assay.bundle.FindingCode;
import dev.assay.bundle.yaml.YamlNode;
import dev.assay.bundle.yaml.YamlNode.Mapping;
import java.math.BigDecimal;
import java.util.Set;

/** The grammar that a definition follows. */
enum Version {
  V2,
  /** That of legacy CodaLab, parallel phases ("1.8") included. */
  V1_5;

  private static final Set<String> LEGACY = Set.of("1", "1.5");
  private static final Set<String> NEW_KEYS = Set.of("pages", "tasks", "leaderboards", "terms");
  private static final String FIX = "Write 'version: 2' as the first line.";

  /** The grammar to read by; a version that does not exist is an error, and the keys decide. */
  static Version of(Section top) {
    YamlNode value = top.takeUnlessNull("version");
    if (value == null) {
      return withoutVersion(top);
    }
    String version = text(value);
    if (version.equals("2")) {
      return V2;
    }
    if (LEGACY.contains(version)) {
      return legacy(top, version);
    }
    if (version.equals("2.0")) {
      top.report(
          FindingCode.YML_05, "version", "Version 2.0 is read as 2; Codabench refuses it.", FIX);
      return V2;
    }
    top.report(
        FindingCode.YML_03,
        "version",
        "There is no version '" + version + "'; known are 2, 1.5 and 1.",
        FIX);
    // The rest is read all the same, so that all of its faults are told at once.
    return byKeys(top);
  }

  /** What the number is, not how it is written: 1.50 is 1.5, but 2.0 is not 2. */
  private static String text(YamlNode value) {
    return switch (value) {
      case YamlNode.Int(_, _, var number, _) -> number.toString();
      case YamlNode.Real(_, _, BigDecimal number)
          when number != null && number.scale() > 1 && number.scale() < 20 ->
          number.setScale(Math.max(1, number.stripTrailingZeros().scale())).toPlainString();
      case YamlNode.Scalar scalar -> scalar.raw().strip();
      case YamlNode.Mapping _, YamlNode.Sequence _ -> value.kind();
    };
  }

  /** A version 1.5 with the keys of version 2 is refused, but all the faults of the latter told. */
  private static Version legacy(Section top, String version) {
    if (byKeys(top) == V1_5) {
      return V1_5;
    }
    top.report(
        FindingCode.LEG_01,
        "version",
        "The bundle has version " + version + ", but the keys of version 2, and no 'html'.",
        FIX);
    return V2;
  }

  private static Version withoutVersion(Section top) {
    Version version = byKeys(top);
    switch (version) {
      case V1_5 ->
          top.report(
              FindingCode.YML_04,
              "version",
              "The version is missing, so the bundle is read as version 1.5 (legacy CodaLab).",
              "Nothing, if that is meant.");
      case V2 ->
          top.report(
              FindingCode.YML_05,
              "version",
              "The version is missing; the keys are those of version 2.",
              FIX);
    }
    return version;
  }

  private static Version byKeys(Section top) {
    Mapping root = top.mapping();
    boolean hasPhaseMapping = root.value("phases").orElse(null) instanceof Mapping;
    boolean hasBoardMapping = root.value("leaderboard").orElse(null) instanceof Mapping;
    boolean looksLegacy = root.has("html") || hasPhaseMapping || hasBoardMapping;
    boolean looksNew = NEW_KEYS.stream().anyMatch(root::has);
    return looksNew && !looksLegacy ? V2 : V1_5;
  }
}
