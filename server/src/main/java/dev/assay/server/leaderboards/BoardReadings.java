package dev.assay.server.leaderboards;

import dev.assay.server.accounts.Account;
import dev.assay.server.competitions.CompetitionHeads;
import dev.assay.server.competitions.Competitions;
import dev.assay.server.competitions.Phase;
import dev.assay.server.kernel.CompetitionId;
import dev.assay.server.kernel.PhaseId;
import dev.assay.server.leaderboards.BoardViews.Reading;
import dev.assay.server.leaderboards.Leaderboards.Board;
import dev.assay.server.leaderboards.Leaderboards.Window;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Finds the board that somebody asks for, if they may see it. */
@Component
class BoardReadings {
  private final Competitions competitions;
  private final CompetitionHeads heads;
  private final Leaderboards leaderboards;
  private final Clock clock;

  BoardReadings(
      Competitions competitions, CompetitionHeads heads, Leaderboards leaderboards, Clock clock) {
    this.competitions = competitions;
    this.heads = heads;
    this.leaderboards = leaderboards;
    this.clock = clock;
  }

  /**
   * @param phase null for the one of most interest: the last that has begun
   * @return empty where this reader may not know of the competition, or it has no such phase
   */
  Optional<Reading> find(
      CompetitionId competition, @Nullable PhaseId phase, @Nullable Account reader) {
    var phases = competitions.phases(competition);
    var chosen =
        phase == null
            ? current(phases)
            : phases.stream().filter(one -> one.id().equals(phase)).findFirst();
    if (chosen.isEmpty()) {
      return Optional.empty();
    }
    var isOrganiser = competitions.standing(reader, competition).isOrganiser();
    return heads
        .head(competition, reader)
        .flatMap(
            head ->
                competitions
                    .find(competition)
                    .map(
                        found ->
                            new Reading(head, found, phases, chosen.get(), reader, isOrganiser)));
  }

  Optional<Reading> find(PhaseId phase, @Nullable Account reader) {
    return competitions.phase(phase).flatMap(found -> find(found.competition(), phase, reader));
  }

  /**
   * A whole board without the page around it.
   *
   * @return empty as for {@link #find} and {@link #board}
   */
  Optional<Seen> whole(PhaseId id, @Nullable Account reader) {
    return competitions
        .phase(id)
        .filter(phase -> competitions.phases(phase.competition()).contains(phase))
        .flatMap(
            phase -> {
              var standing = competitions.standing(reader, phase.competition());
              return standing.maySee() ? whole(phase, standing.isOrganiser()) : Optional.empty();
            });
  }

  private Optional<Seen> whole(Phase phase, boolean isOrganiser) {
    return leaderboards
        .board(phase.id(), Window.ALL, null)
        .filter(board -> !board.hidden() || isOrganiser)
        .map(board -> new Seen(board, isOrganiser));
  }

  /**
   * @param isOrganiser whether hidden columns may be shown too
   */
  record Seen(Board board, boolean isOrganiser) {}

  /** A hidden board is for organisers alone. */
  Optional<Board> board(Reading reading, Window window) {
    var reader = reading.reader();
    return leaderboards
        .board(reading.phase().id(), window, reader == null ? null : reader.id())
        .filter(board -> !board.hidden() || reading.isOrganiser());
  }

  private Optional<Phase> current(List<Phase> phases) {
    var now = clock.instant();
    return phases.reversed().stream()
        .filter(phase -> !now.isBefore(phase.startsAt()))
        .findFirst()
        .or(() -> phases.stream().findFirst());
  }
}
