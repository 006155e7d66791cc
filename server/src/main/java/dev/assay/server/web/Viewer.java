package dev.assay.server.web;

/**
 * Who is logged in, as far as the layout cares.
 *
 * @param organiser whether they may make competitions
 */
public record Viewer(String name, boolean organiser, boolean administrator) {

  /** Whether the navigation offers to upload a bundle. */
  public boolean mayUpload() {
    return organiser || administrator;
  }
}
