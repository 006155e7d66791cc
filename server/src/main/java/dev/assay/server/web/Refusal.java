package dev.assay.server.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ResponseEntity;
import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;

/** Says why something was refused, in the words of whoever refused it. */
public final class Refusal {
  private static final String WHY = "dev.assay.refused.because";

  private Refusal() {}

  /** Notes why a request is about to be refused by its status alone; the error page says it. */
  public static void because(HttpServletRequest request, String why) {
    request.setAttribute(WHY, why);
  }

  static @Nullable String noted(WebRequest request) {
    return (String) request.getAttribute(WHY, RequestAttributes.SCOPE_REQUEST);
  }

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
