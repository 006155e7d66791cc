package dev.assay.server.queues;

import dev.assay.server.web.Refusal;
import java.util.Map;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;

/** Says why something about a queue was refused, to people and to scripts. */
final class QueueRefusals {
  private QueueRefusals() {}

  @ControllerAdvice(assignableTypes = {QueuePages.class, QueueSettingsPages.class})
  static class OnPages {
    @ExceptionHandler
    ModelAndView refuse(ResponseStatusException refused) {
      return Refusal.page(refused, "Go back to the queue; nothing has changed.");
    }
  }

  @RestControllerAdvice(assignableTypes = {QueueApi.class, QueueLimitApi.class})
  static class InApi {
    @ExceptionHandler
    ResponseEntity<Map<String, String>> refuse(ResponseStatusException refused) {
      return Refusal.json(refused);
    }
  }
}
