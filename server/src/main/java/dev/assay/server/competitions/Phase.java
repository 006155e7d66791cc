package dev.assay.server.competitions;

import dev.assay.server.kernel.CompetitionId;
import dev.assay.server.kernel.LeaderboardId;
import dev.assay.server.kernel.PhaseId;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A span of time in which submissions are taken.
 *
 * @param endsAt null for an endless phase
 * @param maxSubmissionsPerDay null for no limit; days are UTC
 * @param executionTimeLimit of each step
 */
public record Phase(
    PhaseId id,
    CompetitionId competition,
    LeaderboardId leaderboard,
    int position,
    String name,
    @Nullable String description,
    Instant startsAt,
    @Nullable Instant endsAt,
    @Nullable Integer maxSubmissionsPerDay,
    @Nullable Integer maxSubmissions,
    Duration executionTimeLimit,
    boolean hideOutput,
    boolean hidePredictionOutput,
    boolean hideScoreOutput,
    boolean acceptsOnlyResults) {

  /** The same with another end and other limits. */
  public Phase extended(@Nullable Instant end, @Nullable Integer perDay, @Nullable Integer inAll) {
    return new Phase(
        id,
        competition,
        leaderboard,
        position,
        name,
        description,
        startsAt,
        end,
        perDay,
        inAll,
        executionTimeLimit,
        hideOutput,
        hidePredictionOutput,
        hideScoreOutput,
        acceptsOnlyResults);
  }

  /** Half-open: the instant of the end is late. */
  public boolean isOpenAt(Instant now) {
    return !now.isBefore(startsAt) && (endsAt == null || now.isBefore(endsAt));
  }
}
