package dev.assay.server.web;

import org.springframework.http.HttpStatus;
import org.springframework.web.servlet.ModelAndView;

/** What controllers return to show a view. */
public final class Screen {

  static final String VIEW = "view";

  private Screen() {}

  /** The whole page. */
  public static ModelAndView page(PageView view) {
    return new ModelAndView(view.template(), VIEW, view);
  }

  /** The whole page with another status than 200, such as a form that was refused. */
  public static ModelAndView page(PageView view, HttpStatus status) {
    var screen = page(view);
    screen.setStatus(status);
    return screen;
  }

  /** A part of a page, for htmx to swap in. */
  public static ModelAndView fragment(FragmentView view) {
    return new ModelAndView(view.template(), VIEW, view);
  }
}
