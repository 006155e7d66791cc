package dev.assay.server.tasks.library;

import java.util.Map;
import java.util.UUID;

/** What became of something that was to be kept. */
sealed interface Kept {
  record Done(UUID key) implements Kept {}

  /**
   * Nothing was made or changed.
   *
   * @param problems what to correct, by field, in the order of the form; the field {@code ""}
   *     stands for the whole
   */
  record Refused(Map<String, String> problems) implements Kept {
    static Refused because(String field, String why) {
      return new Refused(Map.of(field, why));
    }
  }
}
