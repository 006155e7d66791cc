package dev.assay.server.queues;

import org.springframework.http.HttpStatus;
import org.springframework.web.server.ResponseStatusException;

/** What was typed cannot be taken as it is: on a page it is said beside the field. */
final class NotTaken extends ResponseStatusException {
  private static final long serialVersionUID = 1L;

  /**
   * @param why in words for the one who typed it
   */
  NotTaken(String why) {
    super(HttpStatus.BAD_REQUEST, why);
  }
}
