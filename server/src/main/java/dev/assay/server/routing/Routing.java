package dev.assay.server.routing;

import dev.assay.server.kernel.CompetitionId;
import dev.assay.server.kernel.PhaseId;
import dev.assay.server.kernel.QueueId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Says and decides where phases run. */
public interface Routing {

  /** Where what is submitted to the phase runs. */
  QueueId queueOf(PhaseId phase);

  /** The competition's own choice and its phases', in order. */
  Routes routes(CompetitionId competition);

  /**
   * Lets a competition and its phases run elsewhere. Whether the queues may be used by whoever
   * asks, the caller has checked.
   *
   * @param routes a queue of null leaves the choice to the level above
   */
  void assign(CompetitionId competition, Routes routes);

  /**
   * @param queue null for the default queue
   * @param parallelLimit how many runs of one participant may be under way at once in the
   *     competition; null for no limit
   */
  record Routes(@Nullable QueueId queue, @Nullable Integer parallelLimit, List<PhaseRoute> phases) {
    public Routes {
      phases = List.copyOf(phases);
    }
  }

  /**
   * @param queue null for the competition's
   */
  record PhaseRoute(PhaseId phase, String name, @Nullable QueueId queue) {}
}
