package dev.assay.server.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import org.springframework.boot.webmvc.autoconfigure.error.ErrorViewResolver;
import org.springframework.core.Ordered;
import org.springframework.http.HttpStatus;
import org.springframework.web.context.request.ServletWebRequest;
import org.springframework.web.servlet.ModelAndView;

/** Says in plain words what an error status means. Details stay in the site's log. */
final class ErrorPages implements ErrorViewResolver, Ordered {
  private final ErrorWords words;

  ErrorPages(ErrorWords words) {
    this.words = words;
  }

  @Override
  public ModelAndView resolveErrorView(
      HttpServletRequest request, HttpStatus status, Map<String, Object> model) {
    var view =
        words
            .why(new ServletWebRequest(request), status)
            .map(why -> ErrorView.because(status, why))
            .orElseGet(() -> ErrorView.of(status));
    return Screen.page(view, status);
  }

  @Override
  public int getOrder() {
    return Ordered.HIGHEST_PRECEDENCE;
  }
}
