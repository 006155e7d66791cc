package dev.assay.server.competitions.changes;

import dev.assay.server.competitions.CompetitionChanged;
import dev.assay.server.competitions.exports.CompetitionState;
import dev.assay.server.competitions.exports.CompetitionStates;
import dev.assay.server.competitions.imports.SiteReferences;
import dev.assay.server.kernel.CompetitionId;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Applies one plan; its caller holds the transaction. */
@Component
final class Applier {
  private final JdbcClient jdbc;
  private final CompetitionStates states;
  private final StateComparison comparison;
  private final ChangeApplication application;
  private final JdbcPhaseUpdate phases;
  private final ApplicationEventPublisher events;

  Applier(
      JdbcClient jdbc,
      CompetitionStates states,
      StateComparison comparison,
      ChangeApplication application,
      JdbcPhaseUpdate phases,
      ApplicationEventPublisher events) {
    this.jdbc = jdbc;
    this.states = states;
    this.comparison = comparison;
    this.application = application;
    this.phases = phases;
    this.events = events;
  }

  /** Of two who change one competition the second waits here, and then finds it changed. */
  CompetitionState hold(CompetitionId id) {
    jdbc.sql("select id from competition where id = :id for update")
        .param("id", id.value())
        .query(Long.class)
        .single();
    // Phases before tasks, as a submission that is received takes them; else the two could block.
    jdbc.sql("select id from phase where competition_id = :id order by id for update")
        .param("id", id.value())
        .query(Long.class)
        .list();
    return states.withFiles(id).orElseThrow();
  }

  /** Makes the competition what is wanted and returns what it is then. */
  CompetitionState apply(
      CompetitionId id, CompetitionState current, CompetitionState wanted, SiteReferences site) {
    application.apply(id, comparison.between(id, current, wanted, site), site);
    events.publishEvent(new CompetitionChanged(id, phases.all(id)));
    return states.withFiles(id).orElseThrow();
  }
}
