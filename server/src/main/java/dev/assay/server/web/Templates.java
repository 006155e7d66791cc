package dev.assay.server.web;

import gg.jte.TemplateEngine;
import gg.jte.TemplateOutput;
import gg.jte.output.StringOutput;
import java.util.Map;

/** Renders views with the templates compiled into the jar. */
public final class Templates {

  private final TemplateEngine engine;
  private final Pages pages;

  Templates(TemplateEngine engine, Pages pages) {
    this.engine = engine;
    this.pages = pages;
  }

  /** A fragment as text, for an event stream; it is rendered as for nobody in particular. */
  public String render(FragmentView view) {
    var output = new StringOutput();
    render(view, pages.ofNobody(), output);
    return output.toString();
  }

  void render(FragmentView view, Page page, TemplateOutput output) {
    engine.render(view.template() + ".jte", Map.of("page", page, Screen.VIEW, view), output);
  }

  boolean knows(String template) {
    return engine.hasTemplate(template + ".jte");
  }
}
