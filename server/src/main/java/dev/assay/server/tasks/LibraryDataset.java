package dev.assay.server.tasks;

import dev.assay.server.kernel.AccountId;
import dev.assay.server.kernel.BlobId;
import dev.assay.server.kernel.DatasetId;
import java.time.Instant;
import java.util.UUID;

/**
 * A data set that somebody may use.
 *
 * @param key how bundles and the API name it
 * @param reach why this reader may use it; the first that holds
 * @param bytes of its file
 */
public record LibraryDataset(
    DatasetId id,
    UUID key,
    DatasetType type,
    String name,
    String description,
    AccountId owner,
    Reach reach,
    boolean isPublic,
    BlobId blob,
    String fileName,
    long bytes,
    String sha256,
    Instant createdAt) {}
