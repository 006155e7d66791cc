package dev.assay.server.queues;

import dev.assay.server.web.ErrorView;
import dev.assay.server.web.Screen;
import java.util.Map;
import java.util.Objects;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
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
      var status = status(refused.getStatusCode());
      if (status == HttpStatus.NOT_FOUND || refused.getReason() == null) {
        return Screen.page(ErrorView.of(status), status);
      }
      return Screen.page(
          new ErrorView(
              status.value(),
              "That was not done",
              refused.getReason(),
              "Go back to the queue; nothing has changed."),
          status);
    }
  }

  @RestControllerAdvice(assignableTypes = QueueApi.class)
  static class InApi {
    @ExceptionHandler
    ResponseEntity<Map<String, String>> refuse(ResponseStatusException refused) {
      var status = status(refused.getStatusCode());
      var reason = Objects.requireNonNullElse(refused.getReason(), status.getReasonPhrase());
      return ResponseEntity.status(status).body(Map.of("error", reason));
    }
  }

  private static HttpStatus status(HttpStatusCode code) {
    return Objects.requireNonNull(HttpStatus.resolve(code.value()));
  }
}
