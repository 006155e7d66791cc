package dev.assay.server.submissions;

import dev.assay.server.web.PageView;
import dev.assay.server.web.Section;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The page of one submission.
 *
 * @param competitionUrl the address of its competition
 * @param organises whether the reader may start it and have it run again
 * @param isHeld whether it waits for an organiser
 * @param factSheet what was answered with it
 * @param publicity whether everybody may download its file
 * @param removal whether it is deleted, and who may change that
 * @param trialUrl where the trial is shown that it belongs to, or null
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
    boolean isHeld,
    FactSheetView factSheet,
    Publicity publicity,
    @Nullable String trialUrl,
    Removal removal)
    implements PageView {

  /**
   * Whether everybody may download its file.
   *
   * @param isPublic whether its author wants that; it can then be taken back
   * @param isWithheld whether the competition does not let others see it all the same
   * @param mayPublish whether this reader may make it public now
   */
  public record Publicity(boolean isPublic, boolean isWithheld, boolean mayPublish) {}

  /**
   * How it stands towards being deleted.
   *
   * @param at null while it is there
   * @param by who deleted it, by name; empty while it is there
   * @param mayDelete whether this reader may delete it now
   * @param mayRestore whether this reader may bring it back
   * @param notNow why somebody who may delete what they submitted may not delete this now, or empty
   */
  public record Removal(
      @Nullable Instant at,
      String by,
      String reason,
      boolean mayDelete,
      boolean mayRestore,
      String notNow) {}

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
