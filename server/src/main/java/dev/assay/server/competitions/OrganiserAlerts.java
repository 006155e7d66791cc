package dev.assay.server.competitions;

import dev.assay.server.kernel.CompetitionId;
import java.util.List;

/** What organisers of a competition should act on; the features that know of it provide it. */
@FunctionalInterface
public interface OrganiserAlerts {

  /** One sentence each, the most urgent first. */
  List<String> of(CompetitionId competition);
}
