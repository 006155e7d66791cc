package dev.assay.server.competitions.changes;

import dev.assay.bundle.Finding;
import dev.assay.bundle.competition.CheckedBundle;
import dev.assay.server.kernel.AccountId;
import dev.assay.server.kernel.CompetitionId;
import java.io.IOException;
import java.util.List;

/**
 * Changes competitions by plans. Whoever calls has checked that the account organises the
 * competition.
 */
public interface CompetitionChanges {

  /**
   * Computes how the competition would change to become what the bundle describes, and keeps that
   * as a plan to be looked at under {@code /competitions/{id}/changes/{plan}}. The bundle's new
   * files are stored; the competition stays as it is.
   *
   * @param wanted its source still open
   */
  Planned plan(CompetitionId competition, CheckedBundle wanted, Reason reason) throws IOException;

  /**
   * Applies a plan, in one transaction and only if the competition still is as it was when the plan
   * was made.
   */
  Applied apply(ChangeId plan, AccountId by);

  /**
   * Why a plan is made.
   *
   * @param note one line for the history, such as the name of the uploaded file
   */
  record Reason(AccountId by, Origin origin, String note) {}

  /** What came of planning. */
  sealed interface Planned {
    /** There is a plan; it may hold no change at all. */
    record Ready(ChangePlan plan) implements Planned {}

    /** The bundle has errors, and there is no plan. */
    record Refused(List<Finding> findings) implements Planned {
      public Refused {
        findings = List.copyOf(findings);
      }
    }
  }

  /** What came of applying. */
  sealed interface Applied {
    /**
     * @param version the number of the version that the competition is now
     */
    record Done(int version) implements Applied {}

    /** The competition has changed since the plan was made: make a new one. */
    record Outdated() implements Applied {}

    /** The plan was applied, replaced or given up before, or there is none. */
    record NotPlanned() implements Applied {}
  }
}
