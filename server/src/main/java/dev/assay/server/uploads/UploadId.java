package dev.assay.server.uploads;

import java.util.Optional;
import java.util.UUID;

/** Identity of an upload, which its sender remembers to go on with it. */
public record UploadId(UUID value) {

  static UploadId random() {
    return new UploadId(UUID.randomUUID());
  }

  /** Reads what a client sent; empty if it is no such id. */
  public static Optional<UploadId> parse(String text) {
    try {
      return Optional.of(new UploadId(UUID.fromString(text)));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
