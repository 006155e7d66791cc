package dev.assay.server.competitions;

import dev.assay.server.competitions.CompetitionAccess.Seen;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Competitions for scripts and the command line. */
@RestController
final class CompetitionApi {
  private final CompetitionAccess access;
  private final Competitions competitions;
  private final JdbcPublication publication;
  private final JdbcParticipants participants;
  private final CompetitionTexts texts;
  private final Clock clock;

  CompetitionApi(
      CompetitionAccess access,
      Competitions competitions,
      JdbcPublication publication,
      JdbcParticipants participants,
      CompetitionTexts texts,
      Clock clock) {
    this.access = access;
    this.competitions = competitions;
    this.publication = publication;
    this.participants = participants;
    this.texts = texts;
    this.clock = clock;
  }

  record CompetitionJson(
      long id, String title, String description, boolean published, List<PhaseJson> phases) {}

  record PhaseJson(long id, String name, Instant start, @Nullable Instant end, boolean open) {}

  @GetMapping("/api/v1/competitions/{id}")
  CompetitionJson get(@PathVariable long id) {
    return json(access.see(id));
  }

  @PostMapping("/api/v1/competitions/{id}/publish")
  CompetitionJson publish(@PathVariable long id) {
    publication.publish(access.organise(id).id(), true);
    return json(access.see(id));
  }

  @PostMapping("/api/v1/competitions/{id}/unpublish")
  CompetitionJson unpublish(@PathVariable long id) {
    publication.publish(access.organise(id).id(), false);
    return json(access.see(id));
  }

  record Join(@Nullable Boolean acceptTerms) {}

  /** Asks to take part; asking again changes nothing. */
  @PostMapping("/api/v1/competitions/{id}/join")
  ResponseEntity<Map<String, Object>> join(@PathVariable long id, @RequestBody Join join) {
    var seen = access.see(id);
    var account = seen.account();
    if (!Boolean.TRUE.equals(join.acceptTerms()) && !texts.terms(seen.id()).isEmpty()) {
      return ResponseEntity.unprocessableContent()
          .body(Map.of("error", "Accept the competition's terms: send \"acceptTerms\": true."));
    }
    var status = participants.join(seen.id(), account.id());
    return ResponseEntity.ok(Map.of("status", status.name().toLowerCase(Locale.ROOT)));
  }

  private CompetitionJson json(Seen seen) {
    var competition = seen.competition();
    var now = clock.instant();
    var phases =
        competitions.phases(seen.id()).stream()
            .map(
                phase ->
                    new PhaseJson(
                        phase.id().value(),
                        phase.name(),
                        phase.startsAt(),
                        phase.endsAt(),
                        phase.isOpenAt(now)))
            .toList();
    return new CompetitionJson(
        seen.id().value(),
        competition.title(),
        competition.description(),
        competition.isPublished(),
        phases);
  }
}
