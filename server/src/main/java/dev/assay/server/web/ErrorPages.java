package dev.assay.server.web;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import org.springframework.boot.webmvc.autoconfigure.error.ErrorViewResolver;
import org.springframework.core.Ordered;
import org.springframework.http.HttpStatus;
import org.springframework.web.servlet.ModelAndView;

/** Says in plain words what an error status means. Details stay in the site's log. */
final class ErrorPages implements ErrorViewResolver, Ordered {

  @Override
  public ModelAndView resolveErrorView(
      HttpServletRequest request, HttpStatus status, Map<String, Object> model) {
    var why = request.getAttribute(RequestDispatcher.ERROR_MESSAGE);
    return Screen.page(
        status == HttpStatus.CONFLICT && why instanceof String words && !words.isBlank()
            ? ErrorView.conflict(words)
            : ErrorView.of(status),
        status);
  }

  @Override
  public int getOrder() {
    return Ordered.HIGHEST_PRECEDENCE;
  }
}
