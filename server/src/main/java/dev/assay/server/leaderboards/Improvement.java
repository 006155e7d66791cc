package dev.assay.server.leaderboards;

import dev.assay.server.kernel.SubmissionId;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/**
 * A finished submission whose primary score was better than that of all received before it.
 *
 * @param at when it was received
 */
record Improvement(SubmissionId submission, Instant at, BigDecimal score) {
  private static final Comparator<Entry> BY_RECEIPT =
      Comparator.comparing(Entry::receivedAt)
          .thenComparingLong(entry -> entry.submission().value());

  static boolean isBetter(Column column, BigDecimal score, BigDecimal than) {
    var order = score.compareTo(than);
    return column.ascending() ? order < 0 : order > 0;
  }

  /** All improvements among these, from nothing, by receipt. */
  static List<Improvement> among(Collection<Entry> entries, Ranking ranking, Column column) {
    var improvements = new ArrayList<Improvement>();
    entries.stream()
        .filter(Entry::isFinished)
        .sorted(BY_RECEIPT)
        .forEach(
            entry -> {
              var score = ranking.valued(entry).map(row -> row.values().get(column.key()));
              if (score.isPresent()
                  && (improvements.isEmpty()
                      || isBetter(column, score.get(), improvements.getLast().score()))) {
                improvements.add(
                    new Improvement(entry.submission(), entry.receivedAt(), score.get()));
              }
            });
    return improvements;
  }
}
