package dev.assay.server.tasks.library;

import dev.assay.server.tasks.library.LibraryListView.Option;
import java.util.List;

/**
 * The fields that choose what a version of a task is made of.
 *
 * @param parts one choice for each use
 */
public record PartsView(
    List<Choice> parts,
    boolean ingestionOnlyDuringScoring,
    boolean shareOutput,
    boolean showReferenceData,
    String ingestionProblem) {

  /** The data sets one may choose from for one use. */
  public record Choice(
      String field, String label, boolean required, List<Option> options, String problem) {

    public Choice {
      options = List.copyOf(options);
    }
  }

  public PartsView {
    parts = List.copyOf(parts);
  }
}
