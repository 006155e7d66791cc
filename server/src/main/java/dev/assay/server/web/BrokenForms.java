package dev.assay.server.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.multipart.MultipartException;

/**
 * What cannot be read as a form with files is its sender's mistake, or that of a connection that
 * broke; Spring takes it for the site's own. Answered here, since a page for errors would be asked
 * for with the same form.
 */
@ControllerAdvice
class BrokenForms {
  private static final String WHY =
      "What was sent is no form with a file, or it was cut off on the way: send it again.";

  @ExceptionHandler(MultipartException.class)
  Object refuse(HttpServletRequest request) {
    var status = HttpStatus.BAD_REQUEST;
    return request.getRequestURI().startsWith("/api/")
        ? ResponseEntity.status(status).body(Map.of("error", WHY, "status", status.value()))
        : Screen.page(ErrorView.because(status, WHY), status);
  }
}
