package dev.assay.server.web;

/** The values of a part of a page that can be rendered alone, for htmx or for an event stream. */
public interface FragmentView {

  /** The template below {@code jte/}, without its suffix. */
  String template();
}
