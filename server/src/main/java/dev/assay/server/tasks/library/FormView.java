package dev.assay.server.tasks.library;

import dev.assay.server.web.PageView;
import java.util.Map;

/** A page with a form that may come back with problems. */
public interface FormView extends PageView {

  /** What is wrong, by the names of the fields. */
  Map<String, String> problems();

  /** What was typed into fields of a form that was refused, by their names. */
  default Map<String, String> typed() {
    return Map.of();
  }

  /** What was typed into a field, or what stands there otherwise. */
  default String typed(String field, String otherwise) {
    return typed().getOrDefault(field, otherwise);
  }

  /** What is wrong with a field, or empty. */
  default String problem(String field) {
    return problems().getOrDefault(field, "");
  }
}
