package dev.assay.server.leaderboards;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A board stays what its scores make it, and knows how it became so. */
class BoardUpkeepIT {
  private final KeptBed bed = new KeptBed();

  @AfterEach
  void close() {
    bed.close();
  }

  @Test
  void an_audit_finds_what_was_changed_behind_the_board() {
    bed.scored(bed.ada, "0.8");
    bed.jdbc.sql("update score set value = 0.1").update();

    assertThat(bed.leaderboards.audit(bed.phase))
        .hasSize(2)
        .first()
        .asString()
        .contains("0.1", "0.8");
    assertThat(bed.leaderboards.audit(bed.phase).getLast()).contains("improvements");
    bed.leaderboards.recompute(bed.phase);
    assertThat(bed.leaderboards.audit(bed.phase)).isEmpty();
  }

  @Test
  void a_score_that_is_written_with_other_zeros_is_no_difference() {
    bed.scored(bed.ada, "0.20");
    bed.jdbc.sql("update score set value = 0.2").update();
    bed.leaderboards.recompute(bed.phase);

    assertThat(bed.leaderboards.audit(bed.phase)).isEmpty();
  }

  @Test
  void the_daily_audit_mends_a_board_that_is_not_what_it_should_be() {
    var adas = bed.scored(bed.ada, "0.8");
    var bobs = bed.scored(bed.bob, "0.7");
    bed.jdbc
        .sql("update leaderboard_row set sort_key = '{0,-9}' where submission_id = :id")
        .param("id", bobs.value())
        .update();
    assertThat(bed.leaderboards.audit(bed.phase)).isNotEmpty();

    new DailyAudit(bed.jdbc, bed.leaderboards).run();

    assertThat(bed.board()).containsExactly(adas, bobs);
  }

  @Test
  void movement_is_told_from_how_the_day_began() {
    bed.scored(bed.ada, "0.5");
    assertThat(bed.kept.days.ranks(bed.phase, List.of(bed.ada.id(), bed.bob.id())).orElseThrow())
        .isEmpty();

    var tomorrow = new KeptForTests(bed.database, Clock.offset(KeptBed.CLOCK, Duration.ofDays(1)));
    assertThat(tomorrow.days.ranks(bed.phase, List.of(bed.ada.id()))).isEmpty();
    bed.database.transactions().executeWithoutResult(status -> tomorrow.keeping.begin(bed.phase));

    assertThat(tomorrow.days.ranks(bed.phase, List.of(bed.ada.id(), bed.bob.id())).orElseThrow())
        .containsExactly(entry(bed.ada.id(), 1));
  }

  @Test
  void the_best_score_grows_only_with_improvements() {
    bed.scored(bed.ada, "0.5");
    bed.scored(bed.bob, "0.4");
    bed.scored(bed.bob, "0.7");

    assertThat(bed.kept.improvements.list(bed.phase, 200))
        .extracting(one -> one.score().stripTrailingZeros().toPlainString())
        .containsExactly("0.5", "0.7");
  }

  @Test
  void a_long_chain_of_improvements_is_thinned_out_and_keeps_its_ends() {
    for (var number = 10; number < 40; number++) {
      bed.scored(bed.ada, "0." + number);
    }
    var thinned = bed.kept.improvements.list(bed.phase, 10);

    assertThat(thinned).hasSizeBetween(5, 10);
    assertThat(thinned.getFirst().score()).isEqualByComparingTo("0.10");
    assertThat(thinned.getLast().score()).isEqualByComparingTo("0.39");
  }

  @Test
  void a_board_that_is_out_of_date_is_made_before_it_is_shown_or_changed() {
    var adas = bed.scored(bed.ada, "0.8");
    bed.jdbc.sql("delete from leaderboard_row").update();
    bed.jdbc.sql("update leaderboard_state set is_stale = true, entries = 7").update();
    assertThat(bed.board()).containsExactly(adas);

    bed.jdbc.sql("delete from leaderboard_row").update();
    bed.jdbc.sql("update leaderboard_state set is_stale = true, entries = 7").update();
    var bobs = bed.scored(bed.bob, "0.9");
    assertThat(bed.board()).containsExactly(bobs, adas);
  }
}
