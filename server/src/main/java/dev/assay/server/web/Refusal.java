package dev.assay.server.web;

import java.util.Map;
import java.util.Objects;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ResponseEntity;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;

/** Says why something was refused, in the words of whoever refused it. */
public final class Refusal {
  private Refusal() {}

  /**
   * For people.
   *
   * @param whatToDo one sentence
   */
  public static ModelAndView page(ResponseStatusException refused, String whatToDo) {
    var status = status(refused.getStatusCode());
    var reason = refused.getReason();
    return Screen.page(
        status == HttpStatus.NOT_FOUND || reason == null
            ? ErrorView.of(status)
            : new ErrorView(status.value(), "That was not done", reason, whatToDo),
        status);
  }

  /** For scripts. */
  public static ResponseEntity<Map<String, String>> json(ResponseStatusException refused) {
    var status = status(refused.getStatusCode());
    var reason = Objects.requireNonNullElse(refused.getReason(), status.getReasonPhrase());
    return ResponseEntity.status(status).body(Map.of("error", reason));
  }

  private static HttpStatus status(HttpStatusCode code) {
    return Objects.requireNonNull(HttpStatus.resolve(code.value()));
  }
}
