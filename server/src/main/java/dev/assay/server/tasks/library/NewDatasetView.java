package dev.assay.server.tasks.library;

import dev.assay.server.tasks.library.LibraryListView.Option;
import dev.assay.server.web.Section;
import java.util.List;
import java.util.Map;

/**
 * The form to upload a data set; it posts {@code multipart/form-data} with the part {@code file} to
 * {@code /data}.
 *
 * @param types to choose from
 * @param problems what to correct, by field
 */
public record NewDatasetView(
    long maxBytes,
    List<Option> types,
    String name,
    String description,
    boolean isPublic,
    Map<String, String> problems)
    implements FormView {

  public NewDatasetView {
    types = List.copyOf(types);
    problems = Map.copyOf(problems);
  }

  @Override
  public String template() {
    return "tasks/new-dataset";
  }

  @Override
  public String title() {
    return "Upload data or a program";
  }

  @Override
  public Section section() {
    return Section.LIBRARY;
  }
}
