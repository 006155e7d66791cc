package dev.assay.server.leaderboards;

import dev.assay.server.kernel.PhaseId;
import dev.assay.server.kernel.SubmissionId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/**
 * Compares what is kept of a board with what scores, rules and choices make of it from nothing.
 * Under the phase's lock.
 */
@Component
class BoardAudit {
  private final BoardKeeping keeping;
  private final JdbcRankings rankings;
  private final JdbcSelections selections;
  private final JdbcImprovements improvements;

  BoardAudit(
      BoardKeeping keeping,
      JdbcRankings rankings,
      JdbcSelections selections,
      JdbcImprovements improvements) {
    this.keeping = keeping;
    this.rankings = rankings;
    this.selections = selections;
    this.improvements = improvements;
  }

  /** The differences in words; none is how it should be. */
  List<String> differences(PhaseId phase) {
    var made = keeping.make(phase, keeping.begin(phase));
    var kept =
        rankings.ranked(phase).stream()
            .collect(Collectors.toMap(Ranked::submission, Function.identity()));
    var words = new ArrayList<String>();
    addRows(kept, made.rows(), words);
    addSelections(selections.all(phase), made.selected(), words);
    if (rankings.count(phase) != kept.size()) {
      words.add(
          "The board counts %d entries and has %d".formatted(rankings.count(phase), kept.size()));
    }
    var chain = improvements.list(phase, Integer.MAX_VALUE);
    if (!same(chain, made.improvements())) {
      words.add(
          "The improvements are kept as %s and should be %s".formatted(chain, made.improvements()));
    }
    return words;
  }

  private static void addRows(
      Map<SubmissionId, Ranked> kept, Map<SubmissionId, Ranked> made, List<String> words) {
    for (var id : all(kept.keySet(), made.keySet())) {
      var one = kept.get(new SubmissionId(id));
      var other = made.get(new SubmissionId(id));
      if (!Ranked.same(one, other)) {
        words.add("Submission %s is kept as %s and should be %s".formatted(id, one, other));
      }
    }
  }

  private static void addSelections(
      Set<SubmissionId> kept, Set<SubmissionId> made, List<String> words) {
    for (var id : all(kept, made)) {
      var isKept = kept.contains(new SubmissionId(id));
      if (isKept != made.contains(new SubmissionId(id))) {
        words.add(
            "Submission %s %s on the board and %s"
                .formatted(id, isKept ? "stands" : "is not", isKept ? "should not" : "should be"));
      }
    }
  }

  private static Set<Long> all(Set<SubmissionId> some, Set<SubmissionId> others) {
    var ids = new TreeSet<Long>();
    some.forEach(id -> ids.add(id.value()));
    others.forEach(id -> ids.add(id.value()));
    return ids;
  }

  private static boolean same(List<Improvement> some, List<Improvement> others) {
    if (some.size() != others.size()) {
      return false;
    }
    for (var at = 0; at < some.size(); at++) {
      var one = some.get(at);
      var other = others.get(at);
      if (!one.submission().equals(other.submission())
          || !one.at().equals(other.at())
          || one.score().compareTo(other.score()) != 0) {
        return false;
      }
    }
    return true;
  }
}
