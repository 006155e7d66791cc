package dev.assay.server.queues;

import dev.assay.server.web.Refusal;
import dev.assay.server.web.Screen;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.springframework.http.HttpStatus;
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
    private static final Pattern FORM = Pattern.compile("/queues/(\\d+)/(\\w+)");

    private final QueuePages pages;

    OnPages(QueuePages pages) {
      this.pages = pages;
    }

    /** The page with the form once more, as it was filled in. */
    @ExceptionHandler
    ModelAndView again(NotTaken refused, HttpServletRequest request) {
      var form = FORM.matcher(request.getRequestURI());
      var typed =
          Stream.of("name", "username", "limit")
              .flatMap(field -> Stream.ofNullable(request.getParameter(field)))
              .findFirst()
              .orElse("");
      var why = Objects.requireNonNullElse(refused.getReason(), "");
      return Screen.page(
          form.matches()
              ? pages.queue(
                  Long.parseLong(form.group(1)), new RefusedForm(form.group(2), typed, why))
              : pages.list(new RefusedForm("queues", typed, why)),
          HttpStatus.BAD_REQUEST);
    }

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
