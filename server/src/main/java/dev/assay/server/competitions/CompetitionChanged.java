package dev.assay.server.competitions;

import dev.assay.server.kernel.CompetitionId;
import dev.assay.server.kernel.PhaseId;
import java.util.List;

/**
 * A competition has got other phases, tasks, rules or columns. Published inside the transaction
 * that changed it.
 *
 * @param phases all its phases, hidden ones too
 */
public record CompetitionChanged(CompetitionId competition, List<PhaseId> phases) {
  public CompetitionChanged {
    phases = List.copyOf(phases);
  }
}
