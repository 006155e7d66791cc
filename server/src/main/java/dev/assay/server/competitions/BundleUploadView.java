package dev.assay.server.competitions;

import dev.assay.server.web.Finding;
import dev.assay.server.web.PageView;
import dev.assay.server.web.Section;
import java.util.List;

/**
 * The form to upload a competition bundle; it posts {@code multipart/form-data} with the part
 * {@code file} to {@code /bundles}.
 *
 * @param maxBytes the largest upload taken
 * @param problems why the last upload was refused, or empty
 */
public record BundleUploadView(long maxBytes, List<Finding> problems) implements PageView {

  public BundleUploadView {
    problems = List.copyOf(problems);
  }

  @Override
  public String template() {
    return "competitions/upload";
  }

  @Override
  public String title() {
    return "Upload a bundle";
  }

  @Override
  public Section section() {
    return Section.UPLOAD;
  }
}
