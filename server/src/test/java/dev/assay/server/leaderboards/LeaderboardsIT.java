package dev.assay.server.leaderboards;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import dev.assay.server.kernel.SubmissionId;
import dev.assay.server.leaderboards.Leaderboards.Choice;
import dev.assay.server.leaderboards.Leaderboards.Row;
import dev.assay.server.leaderboards.Leaderboards.Window;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Who stands where on a board, by its rule and by people's choices. */
class LeaderboardsIT {
  private final KeptBed bed = new KeptBed();

  @AfterEach
  void close() {
    bed.close();
  }

  @Test
  void a_score_is_on_the_board_in_the_transaction_that_made_it() {
    var adas = bed.scored(bed.ada, "0.8");
    var bobs = bed.scored(bed.bob, "0.90");

    assertThat(bed.board()).containsExactly(bobs, adas);
    var first = bed.leaderboards.board(bed.phase).orElseThrow().rows().getFirst();
    assertThat(first.values().get("accuracy")).isEqualByComparingTo("0.9");
    assertThat(first.tied()).isFalse();
  }

  @Test
  void equal_scores_share_a_rank() {
    bed.scored(bed.ada, "0.8");
    bed.scored(bed.bob, "0.80");

    assertThat(bed.leaderboards.board(bed.phase).orElseThrow().rows())
        .extracting(Row::rank, Row::tied)
        .containsExactly(tuple(1, true), tuple(1, true));
  }

  @Test
  void force_best_moves_only_upwards() {
    bed.rule("Force_Best");
    var good = bed.scored(bed.ada, "0.8");
    bed.scored(bed.ada, "0.7");
    bed.failed(bed.ada);
    assertThat(bed.board()).containsExactly(good);

    var better = bed.scored(bed.ada, "0.9");
    assertThat(bed.board()).containsExactly(better);
  }

  @Test
  void results_that_come_at_once_make_the_board_they_would_make_one_by_one() throws Exception {
    bed.rule("Force_Best");
    var accounts = IntStream.range(0, 4).mapToObj(one -> bed.rows.account("user" + one)).toList();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Callable<SubmissionId>> results =
          IntStream.range(0, 24)
              .<Callable<SubmissionId>>mapToObj(
                  one -> () -> bed.scored(accounts.get(one % 4), "0." + (10 + one)))
              .toList();
      for (var result : threads.invokeAll(results)) {
        assertThat(result.get()).isNotNull();
      }
    }

    assertThat(bed.board()).hasSize(4);
    assertThat(bed.leaderboards.board(bed.phase).orElseThrow().rows())
        .extracting(row -> String.valueOf(row.values().get("accuracy")))
        .containsExactly("0.33", "0.32", "0.31", "0.30");
  }

  @Test
  void with_add_another_choice_takes_the_place_of_the_first() {
    var first = bed.scored(bed.ada, "0.8");
    var second = bed.scored(bed.ada, "0.9");
    assertThat(bed.board()).containsExactly(first);

    assertThat(bed.leaderboards.add(bed.ada, second)).isEqualTo(new Choice.Done());
    assertThat(bed.board()).containsExactly(second);
    assertThat(bed.leaderboards.remove(bed.ada, second)).isInstanceOf(Choice.Refused.class);
    assertThat(bed.leaderboards.remove(bed.organiser, second)).isEqualTo(new Choice.Done());
    assertThat(bed.board()).isEmpty();
  }

  @Test
  void with_several_allowed_each_may_come_and_go() {
    bed.rule("Add_And_Delete_Multiple");
    var first = bed.scored(bed.ada, "0.8");
    var second = bed.scored(bed.ada, "0.9");

    bed.leaderboards.add(bed.ada, second);
    assertThat(bed.board()).containsExactly(second, first);
    bed.leaderboards.remove(bed.ada, second);
    assertThat(bed.board()).containsExactly(first);
  }

  @Test
  void nobody_chooses_for_others_or_what_failed_or_against_a_forcing_rule() {
    var adas = bed.scored(bed.ada, "0.8");
    var failed = bed.failed(bed.ada);

    assertThat(bed.leaderboards.add(bed.bob, adas)).isEqualTo(new Choice.Unknown());
    assertThat(bed.leaderboards.add(bed.ada, failed)).isInstanceOf(Choice.Refused.class);
    assertThat(bed.leaderboards.add(bed.ada, new SubmissionId(4711)))
        .isEqualTo(new Choice.Unknown());
    bed.rule("Force_Last");
    assertThat(bed.leaderboards.add(bed.organiser, adas)).isInstanceOf(Choice.Refused.class);
    assertThat(bed.board()).containsExactly(adas);
  }

  @Test
  void a_part_of_a_board_has_the_ranks_of_the_whole() {
    bed.rule("Force_Latest_Multiple");
    for (var score : List.of("0.9", "0.8", "0.8", "0.8", "0.7", "0.7", "0.1")) {
      bed.scored(bed.ada, score);
    }
    bed.scored(bed.bob, "0.7");
    var whole = bed.leaderboards.board(bed.phase).orElseThrow().rows();
    assertThat(whole).extracting(Row::rank).containsExactly(1, 2, 2, 2, 5, 5, 5, 8);
    assertThat(whole)
        .extracting(Row::tied)
        .containsExactly(false, true, true, true, true, true, true, false);

    for (var from = 1; from <= 8; from++) {
      for (var most = 1; most <= 4; most++) {
        var part =
            bed.leaderboards.board(bed.phase, new Window(from, most), bed.bob.id()).orElseThrow();
        assertThat(part.rows()).isEqualTo(whole.subList(from - 1, Math.min(8, from - 1 + most)));
        assertThat(part.entries()).isEqualTo(8);
        assertThat(part.own()).isEqualTo(whole.get(6));
      }
    }
    assertThat(bed.leaderboards.board(bed.phase, new Window(9, 10), null).orElseThrow().rows())
        .isEmpty();
  }
}
