package dev.assay.server.leaderboards;

import dev.assay.server.accounts.Account;
import dev.assay.server.competitions.Competition;
import dev.assay.server.competitions.Competitions;
import dev.assay.server.competitions.Phase;
import dev.assay.server.kernel.CompetitionId;
import dev.assay.server.kernel.LeaderboardId;
import dev.assay.server.kernel.PhaseId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A competition of one phase in which one account is the organiser and all others take part. */
record OnlyOrganiser(Account organiser, PhaseId phase) implements Competitions {
  private static final CompetitionId ID = new CompetitionId(1);

  @Override
  public Optional<Competition> find(CompetitionId id) {
    return Optional.empty();
  }

  @Override
  public Optional<Phase> phase(PhaseId id) {
    return Optional.of(
        new Phase(
            phase,
            ID,
            new LeaderboardId(1),
            0,
            "Final",
            null,
            Instant.EPOCH,
            null,
            null,
            null,
            Duration.ofMinutes(10),
            false,
            false,
            false,
            false));
  }

  @Override
  public List<Phase> phases(CompetitionId id) {
    return List.of();
  }

  @Override
  public Standing standing(@Nullable Account account, CompetitionId id) {
    return organiser.equals(account) ? Standing.ORGANISER : Standing.PARTICIPANT;
  }
}
