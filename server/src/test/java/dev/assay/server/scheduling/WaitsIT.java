package dev.assay.server.scheduling;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.server.kernel.SqlTime;
import dev.assay.server.kernel.SubmissionId;
import dev.assay.server.kernel.testing.MigratedDatabase;
import dev.assay.server.queues.WorkerId;
import dev.assay.server.runs.HandClock;
import dev.assay.server.scheduling.ModelLine.Needs;
import dev.assay.server.scheduling.Waits.Owner;
import dev.assay.server.scheduling.Waits.Reason;
import dev.assay.server.scheduling.Waits.Wait;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WaitsIT {
  private final MigratedDatabase database = MigratedDatabase.fresh();
  private final HandClock clock = new HandClock();
  private final Line line = LineForTests.of(database.jdbc(), clock);
  private final Waits waits = LineForTests.waits(database.jdbc(), clock);
  private final LineBed bed = new LineBed(database, clock);

  @AfterEach
  void close() {
    database.close();
  }

  private Wait waitOf(long submission) {
    return waits.of(new SubmissionId(submission)).getFirst();
  }

  @Test
  void without_a_worker_it_is_the_operators_turn() {
    long first = bed.evaluation(0, 0, 0, Needs.SHORT, 10);

    assertThat(waitOf(first).reason()).isEqualTo(Reason.NO_WORKER);
    assertThat(waitOf(first).owner()).isEqualTo(Owner.OPERATOR);
    assertThat(waitOf(first).startsIn()).isNull();

    bed.worker("w", 0, 1L << 30, List.of());
    assertThat(waitOf(first).reason()).isEqualTo(Reason.NEXT);
    clock.pass(Duration.ofMinutes(1));
    assertThat(waitOf(first).reason())
        .as("a worker not heard of for a minute")
        .isEqualTo(Reason.NO_WORKER);
  }

  @Test
  void what_no_worker_has_is_named() {
    long large = bed.evaluation(0, 0, 0, new Needs(true, 1, 0), 10);
    bed.worker("w", 0, 1L << 30, List.of());

    assertThat(waitOf(large).reason()).isEqualTo(Reason.NO_FITTING_WORKER);
  }

  @Test
  void graphics_processors_that_others_have_are_waited_for() {
    var worker = bed.worker("w", 1, 1L << 30, List.of());
    long first = bed.evaluation(0, 0, 0, new Needs(true, 1, 0), 10);
    bed.claim(line, worker);
    attempt(first, worker);
    long second = bed.evaluation(0, 0, 0, new Needs(true, 1, 0), 10);
    long plain = bed.evaluation(0, 1, 0, Needs.SHORT, 10);

    assertThat(waitOf(second).reason()).isEqualTo(Reason.GPUS_TAKEN);
    assertThat(waitOf(second).owner()).isEqualTo(Owner.QUEUE);
    assertThat(bed.claim(line, worker)).as("only what needs none").contains(plain);
    database.jdbc().sql("update attempt set state = 'scored'").update();
    assertThat(bed.claim(line, worker)).contains(second);
  }

  private void attempt(long evaluation, WorkerId worker) {
    database
        .jdbc()
        .sql(
            """
            insert into attempt (evaluation_id, number, kind, token, worker_id, worker_name, state,
                                 leased_until, image, started_at)
            values (:id, 1, 'PREDICT_AND_SCORE', gen_random_uuid(), :worker, 'w', 'active', :now, 'i',
                    :now)""")
        .param("id", evaluation)
        .param("worker", worker.value())
        .param("now", SqlTime.of(clock.instant()))
        .update();
  }

  @Test
  void workers_without_room_are_named() {
    long first = bed.evaluation(0, 0, 0, Needs.SHORT, 10);
    bed.worker("w", 0, 1L << 30, List.of());
    database.jdbc().sql("update worker set short_of_disk = true").update();

    assertThat(waitOf(first).reason()).isEqualTo(Reason.WORKERS_SHORT_OF_DISK);
  }

  @Test
  void the_estimate_adds_up_what_goes_before_and_shares_it_between_the_slots() {
    var worker = bed.worker("w", 0, 1L << 30, List.of());
    long last = 0;
    for (int i = 0; i < 5; i++) {
      last = bed.evaluation(0, 0, 0, Needs.SHORT, 30);
    }
    assertThat(waitOf(last).reason()).isEqualTo(Reason.TURN);
    assertThat(waitOf(last).ahead()).isEqualTo(4);
    assertThat(waitOf(last).startsIn())
        .as("4 of 30 s on 2 slots")
        .isEqualTo(Duration.ofSeconds(60));

    bed.claim(line, worker);
    bed.claim(line, worker);
    assertThat(waitOf(last).ahead()).isEqualTo(2);
    assertThat(waitOf(last).startsIn())
        .as("2 of 30 s on 2 slots, after what is under way")
        .isEqualTo(Duration.ofSeconds(45));
  }

  @Test
  void a_participants_own_limit_is_his_own_turn() {
    bed.limit(1);
    var worker = bed.worker("w", 0, 1L << 30, List.of());
    bed.evaluation(0, 0, 0, Needs.SHORT, 30);
    long second = bed.evaluation(0, 0, 0, Needs.SHORT, 30);
    bed.claim(line, worker);

    assertThat(waitOf(second).reason()).isEqualTo(Reason.PARALLEL_LIMIT);
    assertThat(waitOf(second).owner()).isEqualTo(Owner.PARTICIPANT);
  }

  @Test
  void a_competitions_limit_holds_for_it_alone_and_is_told() {
    bed.limit(0, 1);
    var worker = bed.worker("w", 0, 1L << 30, List.of());
    long first = bed.evaluation(0, 0, 0, Needs.SHORT, 30);
    long second = bed.evaluation(0, 0, 0, Needs.SHORT, 30);
    long elsewhere = bed.evaluation(1, 0, 0, Needs.SHORT, 30);
    long others = bed.evaluation(0, 1, 0, Needs.SHORT, 30);

    assertThat(List.of(claimed(worker), claimed(worker), claimed(worker)))
        .containsExactlyInAnyOrder(first, elsewhere, others);
    assertThat(bed.claim(line, worker)).as("the same participant's second").isEmpty();
    assertThat(waitOf(second).reason()).isEqualTo(Reason.COMPETITION_PARALLEL_LIMIT);
    assertThat(waitOf(second).owner()).isEqualTo(Owner.PARTICIPANT);

    bed.end(first, false);
    assertThat(waitOf(second).reason()).isNotEqualTo(Reason.COMPETITION_PARALLEL_LIMIT);
    assertThat(claimed(worker)).isEqualTo(second);
  }

  private long claimed(WorkerId worker) {
    return bed.claim(line, worker).orElseThrow();
  }

  @Test
  void a_worker_that_does_not_tell_what_it_has_is_not_said_to_lack_it() {
    long large = bed.evaluation(0, 0, 0, new Needs(true, 1, 1L << 40), 10);
    bed.worker("codabench's", 0, 0, List.of());
    database.jdbc().sql("update worker set engine = ''").update();

    assertThat(waitOf(large).reason()).isEqualTo(Reason.NEXT);
  }

  @Test
  void what_runs_names_its_worker_its_deadline_and_the_image_being_pulled() {
    var worker = bed.worker("lab-3", 0, 1L << 30, List.of());
    long first = bed.evaluation(0, 0, 0, Needs.SHORT, 30);
    bed.claim(line, worker);
    var until = clock.instant().plusSeconds(30);
    long attempt =
        database
            .jdbc()
            .sql(
                """
                insert into attempt (evaluation_id, number, kind, token, worker_name, state, activity,
                                     leased_until, image, started_at)
                values (:id, 1, 'PREDICT_AND_SCORE', gen_random_uuid(), 'lab-3', 'active',
                        'PULLING_IMAGE', :until, 'i', :now) returning id""")
            .param("id", first)
            .param("until", SqlTime.of(until))
            .param("now", SqlTime.of(clock.instant()))
            .query(Long.class)
            .single();
    database
        .jdbc()
        .sql(
            """
            insert into log_chunk (attempt_id, stream, number, offset_bytes, bytes)
            values (:attempt, 'WORKER', 0, 0, :bytes)""")
        .param("attempt", attempt)
        .param("bytes", "begin\npulling i, 34 of 120 MB\n".getBytes(StandardCharsets.UTF_8))
        .update();

    var wait = waitOf(first);

    assertThat(wait.reason()).isEqualTo(Reason.RUNNING);
    assertThat(wait.owner()).isEqualTo(Owner.WORKER);
    assertThat(wait.worker()).isEqualTo("lab-3");
    assertThat(wait.deadline()).isEqualTo(until);
    assertThat(wait.progress()).isEqualTo("pulling i, 34 of 120 MB");
  }

  @Test
  void what_is_final_waits_for_nothing() {
    var worker = bed.worker("w", 0, 1L << 30, List.of());
    long first = bed.evaluation(0, 0, 0, Needs.SHORT, 30);
    bed.claim(line, worker);
    bed.end(first, false);

    assertThat(waits.of(new SubmissionId(first))).isEmpty();
  }
}
