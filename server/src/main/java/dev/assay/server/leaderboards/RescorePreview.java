package dev.assay.server.leaderboards;

import dev.assay.server.kernel.PhaseId;
import dev.assay.server.kernel.SubmissionId;
import dev.assay.server.runs.RerunId;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** How a board would stand if a re-score were applied; made by the very rules that make boards. */
@Component
class RescorePreview {
  private final JdbcEntries entries;
  private final JdbcRankings rankings;
  private final JdbcSelections selections;

  RescorePreview(JdbcEntries entries, JdbcRankings rankings, JdbcSelections selections) {
    this.entries = entries;
    this.rankings = rankings;
    this.selections = selections;
  }

  /** A row before and after; null where it is not on the board. */
  record Move(SubmissionId submission, @Nullable Ranked before, @Nullable Ranked after) {

    Ranked any() {
      if (after != null) {
        return after;
      }
      if (before == null) {
        throw new IllegalStateException("A move of nothing");
      }
      return before;
    }
  }

  /** In the order of the board to be. */
  List<Move> moves(PhaseId phase, RerunId rerun) {
    var rules = entries.rules(phase).orElseThrow();
    var before = bySubmission(rankings.ranked(phase));
    var after = bySubmission(ranked(rules, phase, rerun));
    var order = new LinkedHashSet<>(after.keySet());
    order.addAll(before.keySet());
    return order.stream()
        .map(submission -> new Move(submission, before.get(submission), after.get(submission)))
        .toList();
  }

  private List<Ranked> ranked(Rules rules, PhaseId phase, RerunId rerun) {
    var byAccount =
        entries.after(phase, rerun).stream().collect(Collectors.groupingBy(Entry::account));
    var selected = new ArrayList<Entry>();
    byAccount.forEach(
        (account, own) -> {
          Set<SubmissionId> chosen = Selection.afresh(rules, own, selections.of(phase, account));
          own.stream().filter(one -> chosen.contains(one.submission())).forEach(selected::add);
        });
    return new Ranking(rules).rank(selected);
  }

  private static Map<SubmissionId, Ranked> bySubmission(List<Ranked> rows) {
    return rows.stream()
        .collect(
            Collectors.toMap(
                Ranked::submission,
                Function.identity(),
                (a, b) -> a,
                java.util.LinkedHashMap::new));
  }

  static @Nullable BigDecimal score(@Nullable Ranked row, Column column) {
    return row == null ? null : row.values().get(column.key());
  }
}
