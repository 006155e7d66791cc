package dev.assay.bundle.competition;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Finds what was probably meant by a name that nobody knows. */
final class NearestName {
  /** Names of older bundles and of other sections, which no count of letters would lead to. */
  private static final Map<String, String> FORMER_NAMES =
      Map.ofEntries(
          Map.entry("competition_docker_image", "docker_image"),
          Map.entry("image_name", "docker_image"),
          Map.entry("html", "pages"),
          Map.entry("leaderboard", "leaderboards"),
          Map.entry("label", "name"),
          Map.entry("start_date", "start"),
          Map.entry("end_date", "end"),
          Map.entry("phasenumber", "index"),
          Map.entry("auto_migration", "auto_migrate_to_this_phase"),
          Map.entry("ingestion_program_only_during_scoring", "ingestion_only_during_scoring"),
          Map.entry("sort", "sorting"),
          Map.entry("numeric_format", "precision"),
          Map.entry("enable_forum", "forum_enabled"));

  private static final int LONGEST = 200;

  private NearestName() {}

  /** The known name closest to this one, if any is close. */
  static Optional<String> of(String name, Collection<String> known) {
    String former = FORMER_NAMES.get(name);
    if (former != null && known.contains(former)) {
      return Optional.of(former);
    }
    if (name.length() > LONGEST) {
      return Optional.empty();
    }
    String lower = name.toLowerCase(Locale.ROOT);
    int closeEnough = Math.max(2, name.length() / 3);
    record Distant(String name, int distance) {}
    return known.stream()
        .filter(candidate -> Math.abs(candidate.length() - name.length()) <= closeEnough)
        .map(
            candidate ->
                new Distant(candidate, distance(lower, candidate.toLowerCase(Locale.ROOT))))
        .filter(candidate -> candidate.distance() <= closeEnough)
        .min(Comparator.comparingInt(Distant::distance).thenComparing(Distant::name))
        .map(Distant::name);
  }

  /** Letters to insert, remove, replace or swap. */
  private static int distance(String one, String other) {
    int[] beforeLast = new int[other.length() + 1];
    int[] last = new int[other.length() + 1];
    int[] row = new int[other.length() + 1];
    for (int j = 0; j <= other.length(); j++) {
      last[j] = j;
    }
    for (int i = 1; i <= one.length(); i++) {
      row[0] = i;
      for (int j = 1; j <= other.length(); j++) {
        int replaced = last[j - 1] + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
        row[j] = Math.min(replaced, 1 + Math.min(last[j], row[j - 1]));
        boolean swapped =
            i > 1
                && j > 1
                && one.charAt(i - 1) == other.charAt(j - 2)
                && one.charAt(i - 2) == other.charAt(j - 1);
        if (swapped) {
          row[j] = Math.min(row[j], beforeLast[j - 2] + 1);
        }
      }
      int[] free = beforeLast;
      beforeLast = last;
      last = row;
      row = free;
    }
    return last[other.length()];
  }
}
