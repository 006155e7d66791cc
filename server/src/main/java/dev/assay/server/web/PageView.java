package dev.assay.server.web;

/** The values of a whole page: plain text, numbers and instants, never domain objects. */
public interface PageView extends FragmentView {

  /** What the browser's tab says, without the site's name. */
  String title();

  /** Which entry of the navigation is the current one. */
  default Section section() {
    return Section.NONE;
  }
}
