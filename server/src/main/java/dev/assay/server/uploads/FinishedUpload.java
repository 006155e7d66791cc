package dev.assay.server.uploads;

import dev.assay.server.storage.Blob;
import org.jspecify.annotations.Nullable;

/**
 * A whole upload.
 *
 * @param blob sealed at the instant at which its last byte was stored
 * @param usedFor what {@link Uploads#use} noted; null as long as it was used for nothing
 */
public record FinishedUpload(UploadId id, Blob blob, @Nullable String usedFor) {}
