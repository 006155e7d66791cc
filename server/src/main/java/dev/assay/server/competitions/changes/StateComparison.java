package dev.assay.server.competitions.changes;

import dev.assay.server.competitions.changes.TwoStates.Side;
import dev.assay.server.competitions.exports.CompetitionState;
import dev.assay.server.competitions.imports.SiteReferences;
import dev.assay.server.kernel.CompetitionId;
import dev.assay.server.storage.Storage;
import dev.assay.server.tasks.Datasets;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Sets two states of a competition side by side. */
@Component
final class StateComparison {
  private static final SiteReferences NONE = new SiteReferences(Map.of(), Map.of(), Map.of());

  private final JdbcUsage usage;
  private final Datasets datasets;
  private final Storage storage;
  private final Clock clock;

  StateComparison(JdbcUsage usage, Datasets datasets, Storage storage, Clock clock) {
    this.usage = usage;
    this.datasets = datasets;
    this.storage = storage;
    this.clock = clock;
  }

  /**
   * @param current as it is read from the database, with all its files
   * @param site what the wanted state takes from the site by key
   */
  TwoStates between(
      CompetitionId id, CompetitionState current, CompetitionState wanted, SiteReferences site) {
    return TwoStates.of(
        new Side(current.definition(), new Contents(current, NONE, datasets, storage)),
        new Side(wanted.definition(), new Contents(wanted, site, datasets, storage)),
        usage.of(id));
  }

  List<Change> changes(TwoStates states) {
    return Comparison.of(states, clock.instant());
  }
}
