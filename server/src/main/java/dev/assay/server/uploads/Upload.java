package dev.assay.server.uploads;

import dev.assay.server.kernel.AccountId;
import dev.assay.server.kernel.BlobId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An upload as it is on record.
 *
 * @param received bytes known to be on the disk; a writer may be ahead of it by a second
 * @param writer the process that wrote last, empty before the first byte
 * @param whole once every byte is there
 * @param blob once it is sealed
 */
record Upload(
    UploadId id,
    AccountId account,
    String purpose,
    String fileName,
    long size,
    long received,
    String objectKey,
    String writer,
    @Nullable Whole whole,
    @Nullable BlobId blob,
    @Nullable String usedFor,
    Instant touchedAt) {

  /** What is known of the last byte's instant on. */
  record Whole(String sha256, Instant at) {}

  boolean isWhole() {
    return whole != null;
  }
}
