package dev.assay.server.competitions.imports;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.bundle.FindingCode;
import dev.assay.server.competitions.imports.BundleImport.State;
import dev.assay.server.storage.Storage;
import dev.assay.server.testing.Faults;
import dev.assay.server.testing.TestBundle;
import java.util.List;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Imports carried out by hand, so that they can be killed at a chosen step. */
class ImportIT {
  private static ImportBed bed;

  @BeforeAll
  static void start() throws Exception {
    bed = ImportBed.start();
  }

  @AfterAll
  static void stop() {
    bed.close();
  }

  @Test
  void a_bundle_with_errors_makes_nothing_and_is_kept() throws Exception {
    var before = bed.made();
    var refused =
        bed.carriedOut(TestBundle.small().replacing("scoring_program\n", "scorer\n").stream());

    assertThat(refused.state()).isEqualTo(State.REFUSED);
    assertThat(bed.made()).isEqualTo(before);
    assertThat(bed.site.bean(Storage.class).open(refused.bundle()).readAllBytes()).isNotEmpty();
    assertThat(refused.findings())
        .filteredOn(finding -> finding.code() == FindingCode.REF_01)
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.place().file()).isEqualTo("competition.yaml");
              assertThat(finding.place().line()).isEqualTo(13);
              assertThat(finding.place().quote()).contains("scorer");
            });
  }

  @Test
  void a_remark_that_quotes_a_zero_character_is_kept_all_the_same() throws Exception {
    var key = "\"own\\0key\": 1\n";
    var done =
        bed.carriedOut(
            TestBundle.small().replacing("title: Small\n", key + "title: Small\n").stream());

    assertThat(done.state()).isEqualTo(State.FINISHED);
    assertThat(done.findings())
        .anySatisfy(finding -> assertThat(finding.message()).contains("own\uFFFDkey"));
  }

  @Test
  void a_refused_import_may_be_tried_again() throws Exception {
    var refused = bed.carriedOut(TestBundle.small().without("data.zip").stream());
    assertThat(refused.state()).isEqualTo(State.REFUSED);

    bed.site.bean(BundleUploads.class).retry(refused.id());

    assertThat(bed.find(refused.id()).state()).isEqualTo(State.QUEUED);
    assertThat(
            bed.jdbc()
                .sql("select count(*) from scheduled_tasks where task_instance like :id")
                .param("id", refused.id() + "/%")
                .query(Long.class)
                .single())
        .isEqualTo(1);
  }

  @Test
  void an_import_that_came_to_its_end_is_not_carried_out_again() throws Exception {
    var done = bed.carriedOut(TestBundle.small().stream());
    var before = bed.made();

    bed.run(done.id());

    assertThat(bed.made()).isEqualTo(before);
    assertThat(bed.find(done.id())).isEqualTo(done);
  }

  @Test
  void killed_at_any_step_it_leaves_nothing_half_made_and_is_finished_by_the_next_try()
      throws Exception {
    var faults = bed.site.bean(Faults.class);
    var steps = 0;
    for (var killed = true; killed; ) {
      var id = bed.upload(TestBundle.small().stream());
      var before = bed.made();
      faults.killAtStep(++steps);
      try {
        bed.run(id);
      } catch (RuntimeException e) {
        assertThat(e).hasStackTraceContaining("The test cut the connection");
      } finally {
        killed = faults.heal();
      }
      if (killed) {
        assertThat(bed.made()).as("killed at step %d", steps).isEqualTo(before);
        assertThat(bed.find(id).state()).isIn(State.QUEUED, State.RUNNING);
        bed.run(id);
      }
      assertThat(bed.find(id).state()).isEqualTo(State.FINISHED);
      assertThat(bed.made())
          .extractingByKey("competition")
          .isEqualTo(before.getOrDefault("competition", 0L) + 1);
    }
    assertThat(steps).isGreaterThan(30);
  }

  @Test
  void of_two_processes_at_the_same_import_one_creates() throws Exception {
    var id = bed.upload(TestBundle.small().stream());
    var before = bed.count("competition");
    try (var processes = Executors.newFixedThreadPool(2)) {
      var both = List.of(processes.submit(() -> bed.run(id)), processes.submit(() -> bed.run(id)));
      for (var one : both) {
        one.get();
      }
    }
    assertThat(bed.find(id).state()).isEqualTo(State.FINISHED);
    assertThat(bed.count("competition")).isEqualTo(before + 1);
  }

  @Test
  void a_try_that_was_killed_is_gone_on_with_and_stores_nothing_twice() throws Exception {
    var id = bed.upload(TestBundle.small().stream());
    var before = bed.count("blob");
    var faults = bed.site.bean(Faults.class);
    for (var step = 1; bed.find(id).state() != State.FINISHED; step += 3) {
      faults.killAtStep(step);
      try {
        bed.run(id);
      } catch (RuntimeException e) {
        assertThat(e).hasStackTraceContaining("The test cut the connection");
      } finally {
        faults.heal();
      }
    }
    assertThat(
            bed.jdbc()
                .sql("select count(*) from competition_import_part where import_id = :id")
                .param("id", id.value())
                .query(Long.class)
                .single())
        .isEqualTo(3);
    // At most one object is stored anew for each kill between storing and recording.
    assertThat(bed.count("blob") - before).isLessThanOrEqualTo(3 + 3);
  }

  @Test
  void an_import_that_always_fails_ends_in_a_visible_state() throws Exception {
    var id = bed.upload(TestBundle.small().stream());
    bed.site.bean(BundleImporter.class).giveUp(id);
    var failed = bed.find(id);
    assertThat(failed.state()).isEqualTo(State.FAILED);
    assertThat(failed.error()).contains("not the bundle's fault", "log");
    bed.run(id);
    assertThat(bed.find(id).state()).isEqualTo(State.FAILED);
  }
}
