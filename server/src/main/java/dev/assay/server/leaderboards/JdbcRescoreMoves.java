package dev.assay.server.leaderboards;

import dev.assay.server.kernel.AccountId;
import dev.assay.server.kernel.SubmissionId;
import dev.assay.server.leaderboards.RescorePreview.Move;
import dev.assay.server.runs.RerunId;
import dev.assay.server.runs.RescoreDecided;
import java.math.BigDecimal;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Keeps what a re-score changed on the board, so that it can be looked up long after, when the
 * board has gone on.
 */
@Component
class JdbcRescoreMoves {
  private final JdbcClient jdbc;
  private final RescorePreview preview;
  private final JdbcEntries entries;

  JdbcRescoreMoves(JdbcClient jdbc, RescorePreview preview, JdbcEntries entries) {
    this.jdbc = jdbc;
    this.preview = preview;
    this.entries = entries;
  }

  /** A row that changed; null where it was not on the board, or left it. */
  record Kept(
      SubmissionId submission,
      AccountId account,
      @Nullable Integer rankBefore,
      @Nullable BigDecimal before,
      @Nullable Integer rankAfter,
      @Nullable BigDecimal after) {

    static Kept of(Move move, @Nullable Column primary) {
      var before = move.before();
      var after = move.after();
      return new Kept(
          move.submission(),
          move.any().account(),
          before == null ? null : before.rank(),
          primary == null ? null : RescorePreview.score(before, primary),
          after == null ? null : after.rank(),
          primary == null ? null : RescorePreview.score(after, primary));
    }

    boolean isChange() {
      return rankBefore == null
          || !rankBefore.equals(rankAfter)
          || before == null
          || after == null
          || before.compareTo(after) != 0;
    }
  }

  @EventListener
  void on(RescoreDecided decided) {
    var primary = entries.rules(decided.phase()).orElseThrow().primary().orElse(null);
    var changes =
        preview.moves(decided.phase(), decided.rerun()).stream()
            .map(move -> Kept.of(move, primary))
            .filter(Kept::isChange)
            .toList();
    keep(decided.rerun(), changes);
  }

  private void keep(RerunId rerun, List<Kept> changes) {
    jdbc.sql(
            """
            insert into rescore_move (rerun_id, submission_id, account_id, place, rank_before,
                                      score_before, rank_after, score_after)
            select :rerun, m.submission, m.account, m.place, m.rank_before, m.score_before,
                   m.rank_after, m.score_after
              from unnest(:submissions::bigint[], :accounts::bigint[], :ranksBefore::int[],
                          :scoresBefore::numeric[], :ranksAfter::int[], :scoresAfter::numeric[])
                   with ordinality
                   as m (submission, account, rank_before, score_before, rank_after, score_after, place)""")
        .param("rerun", rerun.value())
        .param("submissions", column(changes, one -> one.submission().value(), Long[]::new))
        .param("accounts", column(changes, one -> one.account().value(), Long[]::new))
        .param("ranksBefore", column(changes, Kept::rankBefore, Integer[]::new))
        .param("scoresBefore", column(changes, Kept::before, BigDecimal[]::new))
        .param("ranksAfter", column(changes, Kept::rankAfter, Integer[]::new))
        .param("scoresAfter", column(changes, Kept::after, BigDecimal[]::new))
        .update();
  }

  private static <T extends @Nullable Object> T[] column(
      List<Kept> changes, Function<Kept, T> value, java.util.function.IntFunction<T[]> array) {
    return changes.stream().map(value).toArray(array);
  }

  /** In the order of the board to be. */
  List<Kept> of(RerunId rerun) {
    return jdbc.sql("select * from rescore_move where rerun_id = :rerun order by place")
        .param("rerun", rerun.value())
        .query(
            (row, number) ->
                new Kept(
                    new SubmissionId(row.getLong("submission_id")),
                    new AccountId(row.getLong("account_id")),
                    row.getObject("rank_before", Integer.class),
                    row.getBigDecimal("score_before"),
                    row.getObject("rank_after", Integer.class),
                    row.getBigDecimal("score_after")))
        .list();
  }
}
