package dev.assay.server.queues.broker;

import dev.assay.contract.codabench.TaskEvent;
import dev.assay.server.kernel.QueueId;

/**
 * What a worker of Celery's told of a task. A hint: it may be missing, late, or of a task that is
 * not ours.
 */
public record TaskHeard(QueueId queue, TaskEvent event) {}
