package dev.assay.server.storage;

import dev.assay.server.kernel.BlobId;
import java.time.Instant;

/**
 * A sealed object.
 *
 * @param sha256 64 lower-case hex digits
 * @param fileName as its uploader called it, cleaned
 */
public record Blob(
    BlobId id, long size, String sha256, String fileName, String mediaType, Instant sealedAt) {}
