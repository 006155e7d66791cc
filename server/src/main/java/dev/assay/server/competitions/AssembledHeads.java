package dev.assay.server.competitions;

import dev.assay.server.accounts.Account;
import dev.assay.server.accounts.Accounts;
import dev.assay.server.competitions.CompetitionHead.Membership;
import dev.assay.server.kernel.CompetitionId;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Puts the head together from the competition and from what other features know of its reader. */
@Component
final class AssembledHeads implements CompetitionHeads {
  private final Competitions competitions;
  private final Accounts accounts;
  private final JdbcFiles files;
  private final ObjectProvider<RankSource> ranks;
  private final ObjectProvider<QuotaSource> quotas;
  private final ObjectProvider<OrganiserAlerts> alerts;
  private final Clock clock;

  AssembledHeads(
      Competitions competitions,
      Accounts accounts,
      JdbcFiles files,
      ObjectProvider<RankSource> ranks,
      ObjectProvider<QuotaSource> quotas,
      ObjectProvider<OrganiserAlerts> alerts,
      Clock clock) {
    this.competitions = competitions;
    this.accounts = accounts;
    this.files = files;
    this.ranks = ranks;
    this.quotas = quotas;
    this.alerts = alerts;
    this.clock = clock;
  }

  @Override
  public Optional<CompetitionHead> head(CompetitionId id, @Nullable Account reader) {
    var standing = competitions.standing(reader, id);
    if (!standing.maySee()) {
      return Optional.empty();
    }
    return competitions.find(id).map(competition -> head(competition, reader, standing));
  }

  private CompetitionHead head(
      Competition competition, @Nullable Account reader, Competitions.Standing standing) {
    var phases = competitions.phases(competition.id());
    var owner = competition.owner();
    return new CompetitionHead(
        competition.id().value(),
        competition.title(),
        competition.description(),
        accounts.displayName(owner),
        phases.stream().map(AssembledHeads::view).toList(),
        membership(reader, standing),
        reader != null && standing.maySubmit() ? place(phases, reader) : null,
        standing.isOrganiser() ? alerted(competition) : notice(competition, standing),
        files.logo(competition.id()).isPresent()
            ? "/competitions/%s/logo".formatted(competition.id())
            : null);
  }

  private static PhaseView view(Phase phase) {
    var description = phase.description();
    return new PhaseView(
        phase.name(), description == null ? "" : description, phase.startsAt(), phase.endsAt());
  }

  private static Membership membership(@Nullable Account reader, Competitions.Standing standing) {
    return switch (standing) {
      case CANNOT_SEE, VISITOR -> reader == null ? Membership.VISITOR : Membership.STRANGER;
      case PENDING -> Membership.PENDING;
      case DENIED -> Membership.REFUSED;
      case PARTICIPANT -> Membership.PARTICIPANT;
      case ORGANISER -> Membership.ORGANISER;
    };
  }

  private CompetitionHead.@Nullable Standing place(List<Phase> phases, Account reader) {
    var now = clock.instant();
    var phase = lastStarted(phases, now);
    if (phase.isEmpty()) {
      return null;
    }
    var rank =
        ranks.stream().flatMap(r -> r.rank(phase.get().id(), reader.id()).stream()).findFirst();
    var quota =
        phase.get().isOpenAt(now)
            ? quotas.stream().map(q -> q.left(phase.get(), reader.id())).findFirst()
            : Optional.<QuotaSource.Quota>empty();
    if (rank.isEmpty() && quota.isEmpty()) {
      return null;
    }
    return new CompetitionHead.Standing(
        rank.map(RankSource.Rank::rank).orElse(null),
        rank.map(RankSource.Rank::entries).orElseGet(() -> entries(phase.get())),
        rank.map(RankSource.Rank::score).orElse(""),
        quota.map(QuotaSource.Quota::today).orElse(null),
        quota.map(QuotaSource.Quota::inAll).orElse(null));
  }

  /** Counted for those who are not ranked; null where the leaderboard is hidden. */
  private @Nullable Integer entries(Phase phase) {
    return ranks.stream()
        .flatMapToInt(source -> source.entries(phase.id()).stream())
        .boxed()
        .findFirst()
        .orElse(null);
  }

  private static Optional<Phase> lastStarted(List<Phase> phases, Instant now) {
    return phases.reversed().stream().filter(phase -> !now.isBefore(phase.startsAt())).findFirst();
  }

  /** What an organiser has to act on stands above everything else. */
  private String alerted(Competition competition) {
    return Stream.concat(
            alerts.stream()
                .flatMap(source -> source.of(competition.id()).stream())
                .map(alert -> alert + " See Organise, Runs."),
            Stream.of(notice(competition, Competitions.Standing.ORGANISER)))
        .filter(line -> !line.isEmpty())
        .collect(Collectors.joining(" "));
  }

  private static String notice(Competition competition, Competitions.Standing standing) {
    if (competition.isPublished()) {
      return "";
    }
    return standing.isOrganiser()
        ? "Only you, its participants and whoever has the secret link see this: it is not"
            + " published."
        : "This is not published: you see it because you take part or were given its link.";
  }
}
