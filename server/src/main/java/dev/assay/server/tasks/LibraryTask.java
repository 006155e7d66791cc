package dev.assay.server.tasks;

import dev.assay.server.kernel.AccountId;
import dev.assay.server.kernel.TaskId;
import java.time.Instant;
import java.util.UUID;

/**
 * A task that somebody may use.
 *
 * @param key how bundles and the API name it
 * @param reach why this reader may use it; the first that holds
 * @param versions how many there are; the last is used where nothing else is said
 */
public record LibraryTask(
    TaskId id,
    UUID key,
    String name,
    String description,
    AccountId owner,
    Reach reach,
    boolean isPublic,
    int versions,
    Instant createdAt,
    Instant changedAt) {}
