package dev.assay.bundle.competition;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A phase, in the order of the bundle's indexes.
 *
 * @param index position, counted from 0
 * @param extras what other platforms do not read from bundles
 */
public record PhaseDefinition(
    int index,
    String name,
    String description,
    PhasePeriod period,
    List<TaskIndex> tasks,
    PhaseLimits limits,
    PhaseOptions options,
    PhaseFiles files,
    PhaseExtras extras) {

  /** What exports take from the end of a phase that meets the next, see {@code meets_next}. */
  public static final Duration MOMENT = Duration.ofSeconds(1);

  public PhaseDefinition {
    tasks = List.copyOf(tasks);
  }

  /** A phase that no site has exported yet. */
  public PhaseDefinition(
      int index,
      String name,
      String description,
      PhasePeriod period,
      List<TaskIndex> tasks,
      PhaseLimits limits,
      PhaseOptions options,
      PhaseFiles files) {
    this(index, name, description, period, tasks, limits, options, files, PhaseExtras.NONE);
  }

  /** The same phase with other files. */
  public PhaseDefinition withFiles(PhaseFiles newFiles) {
    return new PhaseDefinition(
        index, name, description, period, tasks, limits, options, newFiles, extras);
  }

  /** The same phase with other extras. */
  public PhaseDefinition withExtras(PhaseExtras newExtras) {
    return new PhaseDefinition(
        index, name, description, period, tasks, limits, options, files, newExtras);
  }

  /** By which the site that exported the bundle knows the phase again; null if none did. */
  public @Nullable UUID siteKey() {
    return extras.siteKey();
  }

  /**
   * What a phase says in its section {@code assay}.
   *
   * @param siteKey by which the site that exported the bundle knows the phase again; grants
   *     nothing, and other sites ignore it
   * @param leaderboard position of its leaderboard among those of the competition
   * @param queue virtual host of a queue; null = the competition's
   * @param hasBeenMigrated whether submissions have been taken along from the phase before
   */
  public record PhaseExtras(
      @Nullable UUID siteKey, int leaderboard, @Nullable UUID queue, boolean hasBeenMigrated) {
    /** Nothing out of the ordinary. */
    public static final PhaseExtras NONE = new PhaseExtras(null, 0, null, false);

    /** The same, known to a site by this key. */
    public PhaseExtras withSiteKey(@Nullable UUID key) {
      return new PhaseExtras(key, leaderboard, queue, hasBeenMigrated);
    }

    /** The same, as if nothing had been migrated to it. */
    public PhaseExtras notMigrated() {
      return new PhaseExtras(siteKey, leaderboard, queue, false);
    }
  }

  /** When a phase is open: from the start on, before the end; without an end for ever. */
  public record PhasePeriod(Instant start, @Nullable Instant end) {}

  /**
   * How much a participant may use.
   *
   * @param perDay submissions per person and UTC day; 0 = no limit
   * @param total submissions per person; 0 = no limit
   * @param executionTime for each step of a run
   */
  public record PhaseLimits(int perDay, int total, Duration executionTime) {
    public static final int DEFAULT_PER_DAY = 5;
    public static final int DEFAULT_TOTAL = 100;
    public static final Duration DEFAULT_EXECUTION_TIME = Duration.ofMinutes(10);

    /** What a step may take in a site's default queue, unless who runs the site says otherwise. */
    public static final Duration USUAL_SITE_LIMIT = Duration.ofDays(1);
  }

  /** Switches of a phase. */
  public record PhaseOptions(
      boolean autoMigrateToThisPhase,
      boolean acceptsOnlyResultSubmissions,
      boolean hideOutput,
      boolean hidePredictionOutput,
      boolean hideScoreOutput) {}

  /** Files offered for download with the phase. */
  public record PhaseFiles(
      @Nullable BundleReference publicData, @Nullable BundleReference startingKit) {}
}
