package dev.assay.server.submissions;

import dev.assay.server.web.PageView;
import dev.assay.server.web.Section;

/**
 * The page of one submission.
 *
 * @param competitionUrl the address of its competition
 * @param organises whether the reader may start it and have it run again
 * @param isHeld whether it waits for an organiser
 */
public record SubmissionView(
    long id,
    String competition,
    String competitionUrl,
    String phase,
    String participant,
    Receipt receipt,
    SubmissionStateView state,
    LogView log,
    boolean organises,
    boolean isHeld)
    implements PageView {

  @Override
  public String template() {
    return "submissions/submission";
  }

  @Override
  public String title() {
    return "Submission " + id;
  }

  @Override
  public Section section() {
    return Section.COMPETITIONS;
  }
}
