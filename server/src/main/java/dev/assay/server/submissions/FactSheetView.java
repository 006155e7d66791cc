package dev.assay.server.submissions;

import java.util.List;

/**
 * What was answered to a competition's fact sheet with a submission. Posts each question under its
 * name to {@code /submissions/{id}/answers}.
 *
 * @param lines each question with its answer, in the organiser's order; empty where nothing is
 *     asked and nothing was answered
 * @param questions to answer anew, with what stands there; empty if the reader may not
 * @param notNow why the one who submitted it may not answer anew, or empty
 * @param problem why what was sent is not taken, or empty
 */
public record FactSheetView(
    List<Line> lines, List<SubmitView.Question> questions, String notNow, String problem) {

  /**
   * A question that was answered.
   *
   * @param answer empty where none was given
   */
  public record Line(String words, String answer) {}

  public FactSheetView {
    lines = List.copyOf(lines);
    questions = List.copyOf(questions);
  }
}
