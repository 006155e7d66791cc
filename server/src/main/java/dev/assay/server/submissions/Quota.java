package dev.assay.server.submissions;

import dev.assay.server.competitions.Phase;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How many submissions of one participant a phase still takes. Days are those of UTC, as in
 * Codabench; failures that are not the participant's fault do not count.
 *
 * @param perDay null for no limit
 * @param inAll null for no limit
 */
record Quota(int today, int soFar, @Nullable Integer perDay, @Nullable Integer inAll) {

  static Quota of(Phase phase, int today, int soFar) {
    return new Quota(today, soFar, phase.maxSubmissionsPerDay(), phase.maxSubmissions());
  }

  @Nullable Integer leftToday() {
    var left = perDay == null ? null : Integer.valueOf(Math.max(0, perDay - today));
    var leftInAll = leftInAll();
    if (left == null || leftInAll == null) {
      return left;
    }
    return Math.min(left, leftInAll);
  }

  @Nullable Integer leftInAll() {
    return inAll == null ? null : Math.max(0, inAll - soFar);
  }

  /** Why another submission is refused now, and when the next is taken. */
  Optional<String> refusal(Instant now) {
    if (inAll != null && soFar >= inAll) {
      return Optional.of(
          "You have used %s of this phase. Failures that are not your fault do not count."
              .formatted(all(inAll)));
    }
    if (perDay != null && today >= perDay) {
      var midnight = LocalDate.ofInstant(now, ZoneOffset.UTC).plusDays(1);
      return Optional.of(
          "You have used %s of today (UTC). The next is taken from %s 00:00 UTC."
              .formatted(all(perDay), midnight));
    }
    return Optional.empty();
  }

  private static String all(int limit) {
    return limit == 1 ? "the only submission" : "all %d submissions".formatted(limit);
  }
}
