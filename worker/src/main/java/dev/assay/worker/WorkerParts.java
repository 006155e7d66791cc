package dev.assay.worker;

import dev.assay.runner.EvaluationRunner;
import java.time.Clock;
import java.util.function.BooleanSupplier;

/**
 * What all runs of a worker share.
 *
 * @param gpus graphics processors for runs that ask for them
 * @param engineName for the queue page and the log
 * @param hurry whether the worker has to end now, whatever is left undone
 */
record WorkerParts(
    WorkerSettings settings,
    WorkerFolder folder,
    SiteApi site,
    Transfer transfer,
    BlobCache cache,
    EvaluationRunner runner,
    GpuPool gpus,
    EngineHealth engineHealth,
    String engineName,
    Clock clock,
    BooleanSupplier hurry,
    SeenImages images,
    Leftovers leftovers) {

  /** The same for a run that another site has to hear of. */
  WorkerParts at(SiteApi other) {
    return new WorkerParts(
        settings,
        folder,
        other,
        transfer,
        cache,
        runner,
        gpus,
        engineHealth,
        engineName,
        clock,
        hurry,
        images,
        leftovers);
  }
}
