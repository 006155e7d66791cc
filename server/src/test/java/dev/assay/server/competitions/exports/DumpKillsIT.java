package dev.assay.server.competitions.exports;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.server.accounts.Account;
import dev.assay.server.competitions.exports.Dump.Content;
import dev.assay.server.competitions.exports.Dump.State;
import dev.assay.server.competitions.imports.ImportedForTests;
import dev.assay.server.kernel.CompetitionId;
import dev.assay.server.kernel.testing.Rows;
import dev.assay.server.testing.Faults;
import dev.assay.server.testing.TestBundle;
import dev.assay.server.testing.TestSite;
import java.util.List;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Dumps made by hand, so that they can be killed at a chosen step. */
class DumpKillsIT {
  private static TestSite site;
  private static Account ann;
  private static CompetitionId competition;

  @BeforeAll
  static void start() throws Exception {
    site =
        TestSite.start(
            List.of(Faults.class), "assay.roles=site", "spring.main.lazy-initialization=true");
    ann = new Rows(site.bean(JdbcClient.class)).account("ann");
    var path = new ImportedForTests(site, "ann").competition(TestBundle.small());
    competition = new CompetitionId(Long.parseLong(path.replaceFirst(".*/", "")));
  }

  @AfterAll
  static void stop() {
    site.close();
  }

  @Test
  void killed_at_any_step_it_lists_nothing_half_made_and_is_finished_by_the_next_try() {
    var faults = site.bean(Faults.class);
    var steps = 0;
    for (var killed = true; killed; ) {
      var id = site.bean(Dumps.class).ask(competition, ann.id(), Content.FILES).id();
      faults.killAtStep(++steps);
      try {
        site.bean(DumpMaker.class).run(id);
      } catch (RuntimeException e) {
        assertThat(e).hasStackTraceContaining("The test cut the connection");
      } finally {
        killed = faults.heal();
      }
      if (killed) {
        assertThat(find(id).blob()).as("killed at step %d", steps).isNull();
        assertThat(find(id).state()).isIn(State.QUEUED, State.RUNNING);
        site.bean(DumpMaker.class).run(id);
      }
      assertThat(find(id).state()).isEqualTo(State.FINISHED);
      assertThat(find(id).size()).isPositive();
    }
    assertThat(steps).isGreaterThan(15);
  }

  @Test
  void of_two_processes_at_the_same_dump_one_lists_its_bundle_and_the_other_leaves_nothing()
      throws Exception {
    var id = site.bean(Dumps.class).ask(competition, ann.id(), Content.FILES).id();
    var before = blobs();
    try (var processes = Executors.newFixedThreadPool(2)) {
      var both =
          List.of(
              processes.submit(() -> site.bean(DumpMaker.class).run(id)),
              processes.submit(() -> site.bean(DumpMaker.class).run(id)));
      for (var one : both) {
        one.get();
      }
    }
    assertThat(find(id).state()).isEqualTo(State.FINISHED);
    assertThat(blobs()).isEqualTo(before + 1);
  }

  @Test
  void a_dump_that_was_deleted_while_it_was_made_is_not_listed_again() throws Exception {
    var dump = site.bean(Dumps.class).ask(competition, ann.id(), Content.FILES);
    site.bean(Dumps.class).delete(dump);
    var before = blobs();
    site.bean(DumpMaker.class).run(dump.id());
    assertThat(site.bean(Dumps.class).find(competition, dump.id())).isEmpty();
    assertThat(blobs()).isEqualTo(before);
  }

  private static Dump find(long id) {
    return site.bean(JdbcDumps.class).find(id).orElseThrow();
  }

  private static long blobs() {
    return site.bean(JdbcClient.class).sql("select count(*) from blob").query(Long.class).single();
  }
}
