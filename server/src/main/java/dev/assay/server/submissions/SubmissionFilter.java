package dev.assay.server.submissions;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which submissions a list was asked for, by the parameters of its address. What is not understood
 * narrows nothing.
 *
 * @param of {@code all} for those of everybody, which organisers may ask for; else one's own
 * @param phase the id of a phase
 * @param state as the API spells it, or {@code deleted}
 * @param user a user name
 * @param before only older ones: the last one of the page before
 */
record SubmissionFilter(
    @Nullable String of,
    @Nullable Long phase,
    @Nullable String state,
    @Nullable String user,
    @Nullable Long before) {
  static final int PAGE = 50;

  /** Beside the states: those that were deleted, whatever their state. */
  static final String DELETED = "deleted";

  boolean wantsEverybody() {
    return "all".equals(of);
  }

  Optional<SubmissionState> submissionState() {
    return Arrays.stream(SubmissionState.values())
        .filter(one -> one.stored().equals(state))
        .findFirst();
  }

  String userText() {
    return user == null ? "" : user.strip().replace("\0", "");
  }

  /** Whether an organiser asks for those that were deleted, and for no others. */
  boolean wantsDeleted() {
    return wantsEverybody() && DELETED.equals(state);
  }

  /** Whether only some are asked for. */
  boolean narrows() {
    return phase != null
        || wantsDeleted()
        || submissionState().isPresent()
        || !userText().isEmpty();
  }

  /** The parameters of the same list from another place on. */
  String parameters(@Nullable Long olderThan) {
    var words = new StringBuilder(wantsEverybody() ? "?of=all" : "?of=mine");
    if (phase != null) {
      words.append("&phase=").append(phase);
    }
    submissionState().ifPresent(one -> words.append("&state=").append(one.stored()));
    if (wantsDeleted()) {
      words.append("&state=").append(DELETED);
    }
    if (!userText().isEmpty()) {
      words.append("&user=").append(URLEncoder.encode(userText(), StandardCharsets.UTF_8));
    }
    if (olderThan != null) {
      words.append("&before=").append(olderThan);
    }
    return words.toString();
  }
}
