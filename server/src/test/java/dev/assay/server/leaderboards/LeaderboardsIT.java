package dev.assay.server.leaderboards;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import dev.assay.server.accounts.Account;
import dev.assay.server.kernel.EvaluationId;
import dev.assay.server.kernel.PhaseId;
import dev.assay.server.kernel.SubmissionId;
import dev.assay.server.kernel.testing.MigratedDatabase;
import dev.assay.server.kernel.testing.Rows;
import dev.assay.server.leaderboards.Leaderboards.Choice;
import dev.assay.server.leaderboards.Leaderboards.Row;
import dev.assay.server.leaderboards.Leaderboards.Window;
import dev.assay.server.runs.EvaluationEnded;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

class LeaderboardsIT {
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-05-01T12:00:00Z"), ZoneOffset.UTC);

  private final MigratedDatabase database = MigratedDatabase.fresh();
  private final JdbcClient jdbc = database.jdbc();
  private final Rows rows = new Rows(database);
  private final KeptForTests kept = new KeptForTests(database, CLOCK);
  private final Account organiser = rows.account("organiser");
  private final Account ada = rows.account("ada");
  private final Account bob = rows.account("bob");
  private final PhaseId phase = phase();
  private final KeptLeaderboards leaderboards =
      kept.leaderboards(new OnlyOrganiser(organiser, phase));
  private long task;
  private long version;

  @AfterEach
  void close() {
    database.close();
  }

  private PhaseId phase() {
    var competition = rows.competition(organiser);
    var leaderboard = rows.leaderboard(competition);
    jdbc.sql(
            """
            insert into leaderboard_column (leaderboard_id, index, key, title, sorting)
            values (:id, 0, 'accuracy', 'Accuracy', 'desc')""")
        .param("id", leaderboard.value())
        .update();
    return rows.phase(competition, leaderboard, 0);
  }

  @BeforeEach
  void task() {
    var blob = rows.blob("scoring.zip");
    var dataset =
        insert(
            """
            insert into dataset (key, type, name, owner_id, blob_id, created_at)
            values (gen_random_uuid(), 'scoring_program', 'scoring', %s, %s, now()) returning id"""
                .formatted(organiser.id(), blob));
    task =
        insert(
            """
            insert into task (key, owner_id, name, created_at)
            values (gen_random_uuid(), %s, 'task', now()) returning id"""
                .formatted(organiser.id()));
    version =
        insert(
            """
            insert into task_version (task_id, number, scoring_program, created_at)
            values (%s, 1, %s, now()) returning id"""
                .formatted(task, dataset));
    jdbc.sql("insert into phase_task (phase_id, task_id, position) values (:phase, :task, 0)")
        .param("phase", phase.value())
        .param("task", task)
        .update();
    rule("Add");
  }

  private long insert(String sql) {
    return jdbc.sql(sql).query(Long.class).single();
  }

  private void rule(String rule) {
    jdbc.sql("update leaderboard set submission_rule = :rule").param("rule", rule).update();
  }

  /** A submission whose only evaluation ended so. */
  private SubmissionId ended(Account account, String state, String accuracy) {
    var id = insert("select nextval('submission_id')");
    var blob = rows.blob("sub.zip");
    database
        .transactions()
        .executeWithoutResult(
            status -> {
              jdbc.sql(
                      """
                      insert into submission (id, phase_id, account_id, blob_id, file_name,
                                              received_at, state)
                      values (:id, :phase, :account, :blob, 'sub.zip', now(), 'finished')""")
                  .param("id", id)
                  .param("phase", phase.value())
                  .param("account", account.id().value())
                  .param("blob", blob.value())
                  .update();
              evaluate(id, state, accuracy);
            });
    return new SubmissionId(id);
  }

  private void evaluate(long id, String state, String accuracy) {
    jdbc.sql(
            """
            insert into evaluation (id, submission_id, task_id, task_version_id, kind, is_current,
                                    queue_id, place, state, state_since)
            values (:id, :id, :task, :version, 'live', true,
                    (select id from queue), 1, :state, now())""")
        .param("id", id)
        .param("task", task)
        .param("version", version)
        .param("state", state)
        .update();
    if (state.equals("scored")) {
      jdbc.sql("insert into score values (:id, 'accuracy', cast(:value as numeric))")
          .param("id", id)
          .param("value", accuracy)
          .update();
    }
    kept.keeping.on(new EvaluationEnded(new EvaluationId(id), new SubmissionId(id), phase));
  }

  @BeforeEach
  void queue() {
    jdbc.sql(
            """
            insert into queue (key, name, is_default, created_at)
            values (gen_random_uuid(), 'Default', true, now())""")
        .update();
  }

  private SubmissionId scored(Account account, String accuracy) {
    return ended(account, "scored", accuracy);
  }

  private List<SubmissionId> board() {
    leaderboards.board(phase);
    assertThat(leaderboards.audit(phase)).as("kept = made from nothing").isEmpty();
    return leaderboards.board(phase).orElseThrow().rows().stream().map(Row::submission).toList();
  }

  @Test
  void a_score_is_on_the_board_in_the_transaction_that_made_it() {
    var adas = scored(ada, "0.8");
    var bobs = scored(bob, "0.90");

    assertThat(board()).containsExactly(bobs, adas);
    var first = leaderboards.board(phase).orElseThrow().rows().getFirst();
    assertThat(first.values().get("accuracy")).isEqualByComparingTo("0.9");
    assertThat(first.tied()).isFalse();
  }

  @Test
  void equal_scores_share_a_rank() {
    scored(ada, "0.8");
    scored(bob, "0.80");

    assertThat(leaderboards.board(phase).orElseThrow().rows())
        .extracting(Row::rank, Row::tied)
        .containsExactly(tuple(1, true), tuple(1, true));
  }

  @Test
  void force_best_moves_only_upwards() {
    rule("Force_Best");
    var good = scored(ada, "0.8");
    scored(ada, "0.7");
    ended(ada, "failed", "1");
    assertThat(board()).containsExactly(good);

    var better = scored(ada, "0.9");
    assertThat(board()).containsExactly(better);
  }

  @Test
  void results_that_come_at_once_make_the_board_they_would_make_one_by_one() throws Exception {
    rule("Force_Best");
    var accounts = IntStream.range(0, 4).mapToObj(one -> rows.account("user" + one)).toList();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Callable<SubmissionId>> results =
          IntStream.range(0, 24)
              .<Callable<SubmissionId>>mapToObj(
                  one -> () -> scored(accounts.get(one % 4), "0." + (10 + one)))
              .toList();
      for (var result : threads.invokeAll(results)) {
        assertThat(result.get()).isNotNull();
      }
    }

    assertThat(board()).hasSize(4);
    assertThat(leaderboards.board(phase).orElseThrow().rows())
        .extracting(row -> String.valueOf(row.values().get("accuracy")))
        .containsExactly("0.33", "0.32", "0.31", "0.30");
  }

  @Test
  void with_add_another_choice_takes_the_place_of_the_first() {
    var first = scored(ada, "0.8");
    var second = scored(ada, "0.9");
    assertThat(board()).containsExactly(first);

    assertThat(leaderboards.add(ada, second)).isEqualTo(new Choice.Done());
    assertThat(board()).containsExactly(second);
    assertThat(leaderboards.remove(ada, second)).isInstanceOf(Choice.Refused.class);
    assertThat(leaderboards.remove(organiser, second)).isEqualTo(new Choice.Done());
    assertThat(board()).isEmpty();
  }

  @Test
  void with_several_allowed_each_may_come_and_go() {
    rule("Add_And_Delete_Multiple");
    var first = scored(ada, "0.8");
    var second = scored(ada, "0.9");

    leaderboards.add(ada, second);
    assertThat(board()).containsExactly(second, first);
    leaderboards.remove(ada, second);
    assertThat(board()).containsExactly(first);
  }

  @Test
  void nobody_chooses_for_others_or_what_failed_or_against_a_forcing_rule() {
    var adas = scored(ada, "0.8");
    var failed = ended(ada, "failed", "0");

    assertThat(leaderboards.add(bob, adas)).isEqualTo(new Choice.Unknown());
    assertThat(leaderboards.add(ada, failed)).isInstanceOf(Choice.Refused.class);
    assertThat(leaderboards.add(ada, new SubmissionId(4711))).isEqualTo(new Choice.Unknown());
    rule("Force_Last");
    assertThat(leaderboards.add(organiser, adas)).isInstanceOf(Choice.Refused.class);
    assertThat(board()).containsExactly(adas);
  }

  @Test
  void an_audit_finds_what_was_changed_behind_the_board() {
    scored(ada, "0.8");
    jdbc.sql("update score set value = 0.1").update();

    assertThat(leaderboards.audit(phase)).hasSize(2).first().asString().contains("0.1", "0.8");
    assertThat(leaderboards.audit(phase).getLast()).contains("improvements");
    leaderboards.recompute(phase);
    assertThat(leaderboards.audit(phase)).isEmpty();
  }

  @Test
  void the_daily_audit_mends_a_board_that_is_not_what_it_should_be() {
    var adas = scored(ada, "0.8");
    var bobs = scored(bob, "0.7");
    jdbc.sql("update leaderboard_row set sort_key = '{0,-9}' where submission_id = :id")
        .param("id", bobs.value())
        .update();
    assertThat(leaderboards.audit(phase)).isNotEmpty();

    new DailyAudit(jdbc, leaderboards).run();

    assertThat(board()).containsExactly(adas, bobs);
  }

  @Test
  void movement_is_told_from_how_the_day_began() {
    scored(ada, "0.5");
    assertThat(kept.days.ranks(phase, List.of(ada.id(), bob.id())).orElseThrow()).isEmpty();

    var tomorrow = new KeptForTests(database, Clock.offset(CLOCK, Duration.ofDays(1)));
    assertThat(tomorrow.days.ranks(phase, List.of(ada.id()))).isEmpty();
    database.transactions().executeWithoutResult(status -> tomorrow.keeping.begin(phase));

    assertThat(tomorrow.days.ranks(phase, List.of(ada.id(), bob.id())).orElseThrow())
        .containsExactly(entry(ada.id(), 1));
  }

  @Test
  void the_best_score_grows_only_with_improvements() {
    scored(ada, "0.5");
    scored(bob, "0.4");
    scored(bob, "0.7");

    assertThat(kept.improvements.list(phase, 200))
        .extracting(one -> one.score().stripTrailingZeros().toPlainString())
        .containsExactly("0.5", "0.7");
  }

  @Test
  void a_long_chain_of_improvements_is_thinned_out_and_keeps_its_ends() {
    for (var number = 10; number < 40; number++) {
      scored(ada, "0." + number);
    }
    var thinned = kept.improvements.list(phase, 10);

    assertThat(thinned).hasSizeBetween(5, 10);
    assertThat(thinned.getFirst().score()).isEqualByComparingTo("0.10");
    assertThat(thinned.getLast().score()).isEqualByComparingTo("0.39");
  }

  @Test
  void a_part_of_a_board_has_the_ranks_of_the_whole() {
    rule("Force_Latest_Multiple");
    for (var score : List.of("0.9", "0.8", "0.8", "0.8", "0.7", "0.7", "0.1")) {
      scored(ada, score);
    }
    scored(bob, "0.7");
    var whole = leaderboards.board(phase).orElseThrow().rows();
    assertThat(whole).extracting(Row::rank).containsExactly(1, 2, 2, 2, 5, 5, 5, 8);
    assertThat(whole)
        .extracting(Row::tied)
        .containsExactly(false, true, true, true, true, true, true, false);

    for (var from = 1; from <= 8; from++) {
      for (var most = 1; most <= 4; most++) {
        var part = leaderboards.board(phase, new Window(from, most), bob.id()).orElseThrow();
        assertThat(part.rows()).isEqualTo(whole.subList(from - 1, Math.min(8, from - 1 + most)));
        assertThat(part.entries()).isEqualTo(8);
        assertThat(part.own()).isEqualTo(whole.get(6));
      }
    }
    assertThat(leaderboards.board(phase, new Window(9, 10), null).orElseThrow().rows()).isEmpty();
  }

  @Test
  void a_board_that_is_out_of_date_is_made_before_it_is_shown_or_changed() {
    var adas = scored(ada, "0.8");
    jdbc.sql("delete from leaderboard_row").update();
    jdbc.sql("update leaderboard_state set is_stale = true, entries = 7").update();
    assertThat(board()).containsExactly(adas);

    jdbc.sql("delete from leaderboard_row").update();
    jdbc.sql("update leaderboard_state set is_stale = true, entries = 7").update();
    var bobs = scored(bob, "0.9");
    assertThat(board()).containsExactly(bobs, adas);
  }
}
