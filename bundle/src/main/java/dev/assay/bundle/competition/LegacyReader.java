package dev.assay.bundle.competition;

import dev.assay.bundle.FindingCode;
import dev.assay.bundle.yaml.YamlNode;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads a definition of version 1.5, that of legacy CodaLab, as the competition of version 2 that
 * it means. Where the meaning is bent, a finding says how.
 */
final class LegacyReader {
  private static final String REGISTRATION = "has_registration";

  private final Reading reading;
  private final References references;
  private final Duration siteTimeLimit;
  private final LegacyKeys keys = new LegacyKeys();

  LegacyReader(Reading reading, Duration siteTimeLimit) {
    this.reading = reading;
    this.references = new References(reading);
    this.siteTimeLimit = siteTimeLimit;
  }

  /** The competition; null if a part of it could not be read, which is reported. */
  @Nullable CompetitionDefinition read(Section top, String fileName) throws IOException {
    AssaySection assay = AssaySection.read(top);
    Overview overview = new Presentation(references, reading).readLegacy(top, assay);
    Execution execution = Executions.readLegacy(top, assay);
    CompetitionSettings settings = settings(top, assay);
    LegacyPhases phases =
        LegacyPhases.read(top, references, keys, assay, execution.timeLimit(siteTimeLimit));
    var hiding =
        LegacyHiding.of(
            top,
            phases,
            new LegacyLeaderboards(keys, LegacyRules.of(top, phases.sections())).read(top));
    List<LeaderboardDefinition> boards = hiding.boards();
    admins(top);
    keys.ignore(top, LegacyKeys.TOP);
    keys.unsupported(top, LegacyKeys.TOP_FEATURES);
    keys.report(top);
    DefinitionReader.finish(top);
    references.finish(new HashSet<>(Set.of(fileName)));
    new MeaningChecks(
            top, references.parts(), phases.tasks(), hiding.phases(), boards, execution.sandbox())
        .run();
    if (overview == null || boards.isEmpty()) {
      return null;
    }
    return new CompetitionDefinition(
        overview,
        execution,
        settings,
        assay.people(),
        phases.tasks(),
        List.of(),
        hiding.phases(),
        boards,
        assay.labels());
  }

  private static CompetitionSettings settings(Section top, AssaySection assay) {
    boolean forum = Values.bool(top, "enable_forum", true);
    return new CompetitionSettings(
        DefinitionReader.type(top),
        !hasRegistration(top),
        assay.allowRobotSubmissions(),
        DefinitionReader.detailedResults(top),
        Values.bool(top, "auto_run_submissions", true),
        Values.bool(
            top,
            "can_participants_make_submissions_public",
            Values.bool(top, "allow_public_submissions", true)),
        Values.bool(top, "make_programs_available", false),
        Values.bool(top, "make_input_data_available", false),
        Values.bool(top, "forum_enabled", forum));
  }

  /** Where the key is written with nothing behind it, Codabench lets everybody in. */
  private static boolean hasRegistration(Section top) {
    if (top.take(REGISTRATION) instanceof YamlNode.Null) {
      top.report(
          top.finding(
                  FindingCode.CMP_11,
                  REGISTRATION,
                  "'has_registration' is empty, so participants wait for approval; Codabench would let everybody in.")
              .codabenchRefuses(false)
              .fix("Write true or false."));
      return true;
    }
    return Values.bool(top, REGISTRATION, true);
  }

  private static void admins(Section top) {
    YamlNode value = top.takeUnlessNull("admin_names");
    if (value == null) {
      return;
    }
    List<String> names =
        switch (value) {
          case YamlNode.Sequence list -> list.texts().orElse(List.of());
          case YamlNode.Scalar scalar -> Arrays.asList(scalar.raw().split("[,;\\s]+"));
          case YamlNode.Mapping _ -> List.of();
        };
    List<String> invited = names.stream().filter(name -> !name.isBlank()).toList();
    if (!invited.isEmpty()) {
      top.report(
          FindingCode.LEG_10,
          "admin_names",
          "A bundle gives nobody rights; these were administrators: "
              + String.join(", ", invited)
              + ".",
          "Invite them on the competition's page.");
    }
  }

  /** Whether a key asks for something: a switch that is on, or anything else that is not empty. */
  static boolean isOn(Section section, String key) {
    return switch (section.takeUnlessNull(key)) {
      case null -> false;
      case YamlNode.Bool(_, _, var on) -> on;
      case YamlNode.Scalar scalar -> !scalar.raw().isBlank() && !scalar.raw().equals("0");
      case YamlNode.Mapping(_, var entries) -> !entries.isEmpty();
      case YamlNode.Sequence(_, var items) -> !items.isEmpty();
    };
  }
}
