package dev.assay.bundle.competition;

import dev.assay.bundle.Finding;
import dev.assay.bundle.FindingCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Keys of version 1.5 that mean nothing any more. They are frequent, so they are told in one line
 * together, and features that the legacy platform had in another.
 */
final class LegacyKeys {
  static final String[] TOP = {
    "start_date",
    "show_datasets_from_yaml",
    "enable_per_submission_metadata",
    "hide_top_three",
    "hide_chart",
    "show_reference_data",
    "published"
  };
  static final String[] TOP_FEATURES = {
    "anonymous_leaderboard",
    "allow_teams",
    "enable_teams",
    "require_team_approval",
    "enable_medical_image_viewer"
  };
  static final String[] PHASE = {"color", "is_migrated", "delete_submissions_except_best_and_last"};
  static final String[] PHASE_FEATURES = {
    "datasets",
    "phase_never_ends",
    "default_docker_image",
    "disable_custom_docker_image",
    "scoring_program_docker_image",
    "ingestion_program_docker_image"
  };

  private final Set<String> without = new TreeSet<>();
  private final Set<String> features = new TreeSet<>();
  private final List<Finding> places = new ArrayList<>();

  /** Notes which of the keys are written. */
  void ignore(Section section, String... keys) {
    note(section, without, FindingCode.YML_08, section.present(keys));
  }

  /** Notes features that are asked for; a switch that is off asks for nothing. */
  void unsupported(Section section, String... keys) {
    List<String> asked =
        section.present(keys).stream().filter(key -> LegacyReader.isOn(section, key)).toList();
    note(section, features, FindingCode.LEG_12, asked);
  }

  private void note(Section section, Set<String> names, FindingCode code, List<String> keys) {
    if (!keys.isEmpty() && names.isEmpty()) {
      places.add(section.finding(code, keys.getFirst(), ""));
    }
    names.addAll(keys);
  }

  void report(Section top) {
    report(top, without, FindingCode.YML_08, "Without effect: %s.");
    report(top, features, FindingCode.LEG_12, "Not supported, and not imported: %s.");
  }

  private void report(Section top, Set<String> names, FindingCode code, String message) {
    Finding first = first(code);
    if (first != null) {
      top.report(Finding.of(code, first.place(), message.formatted(String.join(", ", names))));
    }
  }

  private @Nullable Finding first(FindingCode code) {
    return places.stream().filter(place -> place.code() == code).findFirst().orElse(null);
  }
}
