package dev.assay.server.leaderboards;

import dev.assay.server.kernel.SubmissionId;
import java.util.Collection;
import java.util.Comparator;
import java.util.Set;
import java.util.stream.Collectors;

/** Which of one participant's submissions stand on the board. Pure. */
final class Selection {
  private static final Comparator<Entry> BY_RECEIPT =
      Comparator.comparing(Entry::receivedAt)
          .thenComparingLong(entry -> entry.submission().value());

  private Selection() {}

  /**
   * @param entries all of the participant's submissions to the phase
   * @param selected those on the board now
   * @param ended the one that just reached its end
   */
  static Set<SubmissionId> of(
      Rules rules, Collection<Entry> entries, Set<SubmissionId> selected, SubmissionId ended) {
    var finished = entries.stream().filter(Entry::isFinished).toList();
    return switch (rules.submissionRule()) {
      // A choice stands; the first finished one makes it by itself (docs/decisions/0004), unless it
      // was the choice to take that one off.
      case ADD, ADD_AND_DELETE, ADD_AND_DELETE_MULTIPLE ->
          selected.isEmpty()
                  && ids(finished).equals(Set.of(ended))
                  && finished.stream().noneMatch(Entry::isOffBoard)
              ? Set.of(ended)
              : selected;
      case FORCE_LATEST_MULTIPLE -> ids(finished);
      case FORCE_LAST ->
          finished.stream().max(BY_RECEIPT).map(Entry::submission).map(Set::of).orElse(Set.of());
      case FORCE_BEST ->
          new Ranking(rules)
              .rank(finished).stream()
                  .findFirst()
                  .map(Ranked::submission)
                  .map(Set::of)
                  .orElse(Set.of());
    };
  }

  /** The same after several of them may have become others. */
  static Set<SubmissionId> afresh(
      Rules rules, Collection<Entry> entries, Set<SubmissionId> selected) {
    var first = entries.stream().filter(Entry::isFinished).findFirst().map(Entry::submission);
    return first
        .map(submission -> of(rules, entries, selected, submission))
        .orElseGet(() -> rules.submissionRule().isManual() ? selected : Set.of());
  }

  private static Set<SubmissionId> ids(Collection<Entry> entries) {
    return entries.stream().map(Entry::submission).collect(Collectors.toUnmodifiableSet());
  }
}
