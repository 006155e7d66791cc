package dev.assay.server.submissions;

import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.server.ResponseStatusException;

/** What became of a wish about a submission. */
sealed interface Answer {
  record Done() implements Answer {}

  /** There is no such submission, or it is not this person's to know of. */
  record Unknown() implements Answer {}

  /**
   * @param why in words for the one who asked
   */
  record Refused(String why) implements Answer {}

  /**
   * For a page, which goes on if it was done.
   *
   * @throws ResponseStatusException if it was not
   */
  default void requireDone() {
    switch (this) {
      case Done() -> {}
      case Unknown() -> throw new ResponseStatusException(HttpStatus.NOT_FOUND);
      case Refused(var why) -> throw new ResponseStatusException(HttpStatus.CONFLICT, why);
    }
  }

  /**
   * For a script.
   *
   * @param id of the submission
   */
  default ResponseEntity<?> toScript(long id) {
    return switch (this) {
      case Done() -> ResponseEntity.noContent().build();
      case Unknown() -> unknown(id);
      case Refused(var why) -> error(HttpStatus.CONFLICT, why);
    };
  }

  /** Says to a script what both of {@link Unknown} look like. */
  static ResponseEntity<?> unknown(long id) {
    return error(
        HttpStatus.NOT_FOUND, "There is no submission " + id + ", or it is not yours to see.");
  }

  /** Says to a script why not. */
  static ResponseEntity<?> error(HttpStatus status, String why) {
    return ResponseEntity.status(status).body(Map.of("error", why));
  }
}
