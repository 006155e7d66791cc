package dev.assay.contract;

import java.util.UUID;

/**
 * Gives a run back unfinished, as a worker does that has to stop: queued again at its old place,
 * not counted as an attempt.
 */
public record Release(UUID token, String reason) {}
