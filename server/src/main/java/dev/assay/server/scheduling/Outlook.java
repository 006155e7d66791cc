package dev.assay.server.scheduling;

import dev.assay.server.kernel.EvaluationId;
import dev.assay.server.kernel.QueueId;
import java.util.List;

/** What a queue's order means for those who wait in it. */
public interface Outlook {

  /** How many evaluations wait. */
  int waiting(QueueId queue);

  /** Those that are given out next as things stand, the first first. */
  List<EvaluationId> next(QueueId queue, int most);

  /**
   * How many evaluations are likely to be given out before this one, as things stand: later ones of
   * others may still go before it. 0 unless it waits.
   */
  int ahead(EvaluationId evaluation);
}
