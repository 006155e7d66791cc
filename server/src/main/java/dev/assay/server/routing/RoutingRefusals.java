package dev.assay.server.routing;

import dev.assay.server.web.Refusal;
import java.util.Map;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;

/** Says why something about where a competition runs was refused, to people and to scripts. */
final class RoutingRefusals {
  private RoutingRefusals() {}

  @ControllerAdvice(assignableTypes = RoutingPages.class)
  static class OnPages {
    @ExceptionHandler
    ModelAndView refuse(ResponseStatusException refused) {
      return Refusal.page(refused, "Go back and choose again; nothing has changed.");
    }
  }

  @RestControllerAdvice(assignableTypes = RoutingApi.class)
  static class InApi {
    @ExceptionHandler
    ResponseEntity<Map<String, String>> refuse(ResponseStatusException refused) {
      return Refusal.json(refused);
    }
  }
}
