package dev.assay.server.web;

import gg.jte.output.Utf8ByteOutput;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.web.servlet.View;
import org.springframework.web.servlet.ViewResolver;

/** Shows the views of {@link Screen} with their templates. */
final class JteViewResolver implements ViewResolver, Ordered {

  private final Templates templates;
  private final Pages pages;

  JteViewResolver(Templates templates, Pages pages) {
    this.templates = templates;
    this.pages = pages;
  }

  @Override
  public @Nullable View resolveViewName(String name, Locale locale) {
    return templates.knows(name) ? this::render : null;
  }

  /** Renders into memory first, so that a failing template ends in an error page, not in half. */
  private void render(
      @Nullable Map<String, ?> model, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    if (model == null || !(model.get(Screen.VIEW) instanceof FragmentView view)) {
      throw new IllegalStateException("No view to show at " + request.getRequestURI());
    }
    var output = new Utf8ByteOutput();
    templates.render(view, pages.of(request), output);
    response.setContentType("text/html;charset=UTF-8");
    response.setContentLength(output.getContentLength());
    output.writeTo(response.getOutputStream());
  }

  @Override
  public int getOrder() {
    return Ordered.HIGHEST_PRECEDENCE;
  }
}
