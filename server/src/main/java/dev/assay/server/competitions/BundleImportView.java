package dev.assay.server.competitions;

import dev.assay.server.web.PageView;
import dev.assay.server.web.Section;

/** The page of an uploaded bundle: how far it is, and what the check found. */
public record BundleImportView(BundleImportStateView state) implements PageView {

  @Override
  public String template() {
    return "competitions/bundle";
  }

  @Override
  public String title() {
    return state.fileName();
  }

  @Override
  public Section section() {
    return Section.UPLOAD;
  }
}
