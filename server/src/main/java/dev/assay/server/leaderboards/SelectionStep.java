package dev.assay.server.leaderboards;

import dev.assay.server.kernel.PhaseId;
import dev.assay.server.kernel.SubmissionId;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What the end of one submission changes in a participant's selection. The same as {@link
 * Selection} says of all the participant's submissions, without reading them all: it compares the
 * one that ended with the one on the board, and looks at the others only where the one on the board
 * itself has become another.
 */
final class SelectionStep {
  private final PhaseId phase;
  private final Rules rules;
  private final JdbcEntries entries;
  private final JdbcSelections selections;

  SelectionStep(PhaseId phase, Rules rules, JdbcEntries entries, JdbcSelections selections) {
    this.phase = phase;
    this.rules = rules;
    this.entries = entries;
    this.selections = selections;
  }

  /** What comes onto the board and what leaves it. */
  record Change(Set<SubmissionId> in, Set<SubmissionId> out) {
    static final Change NONE = new Change(Set.of(), Set.of());
  }

  Change after(Entry ended) {
    return switch (rules.submissionRule()) {
      case ADD, ADD_AND_DELETE, ADD_AND_DELETE_MULTIPLE -> first(ended);
      case FORCE_LATEST_MULTIPLE ->
          ended.isFinished()
              ? new Change(Set.of(ended.submission()), Set.of())
              : new Change(Set.of(), Set.of(ended.submission()));
      case FORCE_LAST, FORCE_BEST -> only(ended);
    };
  }

  /** A choice stands; the first finished one makes it by itself (docs/decisions/0004). */
  private Change first(Entry ended) {
    var isFirst =
        ended.isFinished()
            && !ended.isOffBoard()
            && selections.of(phase, ended.account()).isEmpty()
            && !entries.hasOtherFinished(phase, ended);
    return isFirst ? new Change(Set.of(ended.submission()), Set.of()) : Change.NONE;
  }

  private Change only(Entry ended) {
    var before = selections.of(phase, ended.account());
    if (before.contains(ended.submission()) || before.size() > 1) {
      var own = entries.of(phase, ended.account());
      return change(before, Selection.of(rules, own, before, ended.submission()));
    }
    if (!ended.isFinished()) {
      return Change.NONE;
    }
    var two = Stream.concat(entries.of(before).stream(), Stream.of(ended)).toList();
    return change(before, Selection.of(rules, two, before, ended.submission()));
  }

  private static Change change(Set<SubmissionId> before, Set<SubmissionId> after) {
    return new Change(BoardKeeping.minus(after, before), BoardKeeping.minus(before, after));
  }
}
