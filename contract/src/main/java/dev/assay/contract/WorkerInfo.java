package dev.assay.contract;

import java.util.UUID;

/**
 * How a worker introduces itself.
 *
 * @param name shown on the queue page; unique by habit, not by force
 * @param instance made anew at each start, so that a restarted worker is told from its former self
 * @param gpus number of GPUs it hands to containers
 * @param slots how many runs it does at once
 */
public record WorkerInfo(
    String name,
    UUID instance,
    String version,
    String engine,
    int cpus,
    long memoryBytes,
    int gpus,
    int slots) {}
