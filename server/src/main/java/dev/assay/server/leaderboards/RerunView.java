package dev.assay.server.leaderboards;

import dev.assay.server.competitions.CompetitionHead;
import dev.assay.server.web.Badge;
import dev.assay.server.web.PageView;
import dev.assay.server.web.Section;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What became of a re-run or a re-score, and what applying it would change.
 *
 * @param line how far it is, in one sentence
 * @param refreshes whether the page should look again by itself
 * @param moves how the board would stand, if there is something to decide
 */
public record RerunView(
    CompetitionHead competition,
    long id,
    String what,
    String phase,
    String by,
    Instant at,
    String reason,
    Badge state,
    String line,
    boolean refreshes,
    boolean mayApply,
    boolean mayDrop,
    String scoreName,
    int decimals,
    List<Move> moves,
    List<Failed> failures)
    implements PageView {

  /**
   * A row of the board before and after.
   *
   * @param rankBefore null where it was not on the board
   * @param rankAfter null where it would leave it
   */
  public record Move(
      long submission,
      String participant,
      @Nullable Integer rankBefore,
      @Nullable BigDecimal before,
      @Nullable Integer rankAfter,
      @Nullable BigDecimal after) {

    /** Places gained; negative for lost ones, 0 where it comes or goes. */
    public int gained() {
      return rankBefore == null || rankAfter == null ? 0 : rankBefore - rankAfter;
    }

    /** Whether anything of it changes. */
    public boolean changes() {
      return rankBefore == null
          || rankAfter == null
          || !rankBefore.equals(rankAfter)
          || before == null
          || after == null
          || before.compareTo(after) != 0;
    }
  }

  /** One that failed where it was done again. */
  public record Failed(long submission, String message) {}

  public RerunView {
    moves = List.copyOf(moves);
    failures = List.copyOf(failures);
  }

  /** How many rows of the board change. */
  public long changed() {
    return moves.stream().filter(Move::changes).count();
  }

  @Override
  public String template() {
    return "leaderboards/rerun";
  }

  @Override
  public String title() {
    return what;
  }

  @Override
  public Section section() {
    return Section.COMPETITIONS;
  }
}
