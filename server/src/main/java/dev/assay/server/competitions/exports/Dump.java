package dev.assay.server.competitions.exports;

import dev.assay.server.kernel.BlobId;
import dev.assay.server.kernel.CompetitionId;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A competition on its way to a bundle.
 *
 * @param by the name of who asked for it
 * @param progress what is being done, in words
 * @param error why it was given up
 * @param blob the bundle, once it is whole
 * @param size of the bundle; 0 before
 */
record Dump(
    long id,
    CompetitionId competition,
    String by,
    Content content,
    State state,
    String progress,
    @Nullable String error,
    @Nullable BlobId blob,
    long size,
    Instant createdAt) {

  /** What a dump holds. */
  enum Content {
    /** Everything, so that it works on any site. */
    FILES,
    /** Keys of tasks and data sets instead of their files. */
    KEYS;

    String text() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** How far it is. */
  enum State {
    QUEUED,
    RUNNING,
    FINISHED,
    FAILED;

    String text() {
      return name().toLowerCase(Locale.ROOT);
    }

    boolean isUnderWay() {
      return this == QUEUED || this == RUNNING;
    }
  }
}
