package dev.assay.server.tasks.library;

import dev.assay.server.web.Finding;
import dev.assay.server.web.Section;
import java.util.List;
import java.util.Map;

/**
 * The form to make a task from data sets; posted to {@code /tasks}.
 *
 * @param problems what to correct, by field
 * @param findings of a task bundle that was refused
 * @param maxBytes the largest bundle taken
 */
public record NewTaskView(
    String name,
    String description,
    boolean isPublic,
    PartsView parts,
    Map<String, String> problems,
    List<Finding> findings,
    long maxBytes)
    implements FormView {

  public NewTaskView {
    problems = Map.copyOf(problems);
    findings = List.copyOf(findings);
  }

  @Override
  public String template() {
    return "tasks/new-task";
  }

  @Override
  public String title() {
    return "New task";
  }

  @Override
  public Section section() {
    return Section.LIBRARY;
  }
}
