package dev.assay.server.submissions;

import dev.assay.server.competitions.Competitions;
import dev.assay.server.competitions.OrganiserAlerts;
import dev.assay.server.competitions.Phase;
import dev.assay.server.kernel.CompetitionId;
import dev.assay.server.runs.ScoringPauses;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** Tells organisers what waits for them, or fails by their competition's fault. */
@Component
class RunAlerts implements OrganiserAlerts {
  private final Competitions competitions;
  private final ScoringPauses pauses;
  private final JdbcSubmissions submissions;
  private final JdbcOverviews overviews;

  RunAlerts(
      Competitions competitions,
      ScoringPauses pauses,
      JdbcSubmissions submissions,
      JdbcOverviews overviews) {
    this.competitions = competitions;
    this.pauses = pauses;
    this.submissions = submissions;
    this.overviews = overviews;
  }

  @Override
  public List<String> of(CompetitionId competition) {
    var held = submissions.held(competition).size();
    return Stream.concat(
            competitions.phases(competition).stream().flatMap(this::of),
            held == 0
                ? Stream.of()
                : Stream.of(
                    (held == 1 ? "1 submission waits" : held + " submissions wait")
                        + " for you to start."))
        .toList();
  }

  private Stream<String> of(Phase phase) {
    if (pauses.of(phase.id()).isPresent()) {
      return Stream.of("Scoring of the phase %s is paused.".formatted(phase.name()));
    }
    return overviews.lastFailedByOrganiser(phase.id())
        ? Stream.of(
            "The last submission to the phase %s failed by the competition's own fault."
                .formatted(phase.name()))
        : Stream.of();
  }
}
