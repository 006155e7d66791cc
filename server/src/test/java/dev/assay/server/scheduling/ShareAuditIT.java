package dev.assay.server.scheduling;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.server.kernel.testing.MigratedDatabase;
import dev.assay.server.runs.HandClock;
import dev.assay.server.scheduling.ModelLine.Needs;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ShareAuditIT {
  private final MigratedDatabase database = MigratedDatabase.fresh();
  private final HandClock clock = new HandClock();
  private final LineBed bed = new LineBed(database, clock);
  private final Line line = LineForTests.of(database.jdbc(), clock);
  private final ShareAudit audit = new ShareAudit(database.jdbc(), database.transactions());

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void right_counts_are_left_alone() {
    bed.evaluation(0, 0, 0, Needs.SHORT, 10);
    assertThat(audit.run()).isZero();
  }

  @Test
  void a_submission_that_the_counts_forgot_is_found_again() {
    var worker = bed.worker("w", 0, 1L << 30, List.of());
    long forgotten = bed.evaluation(0, 0, 0, Needs.SHORT, 10);
    database.jdbc().sql("update share set waiting = 0, running = 3").update();
    database.jdbc().sql("update competition_share set active = false").update();
    assertThat(bed.claim(line, worker)).isEmpty();

    assertThat(audit.run()).isEqualTo(1);

    bed.assertCountsAreRight();
    assertThat(bed.claim(line, worker)).contains(forgotten);
  }

  @Test
  void a_competition_that_was_put_to_sleep_wakes_up() {
    var worker = bed.worker("w", 0, 1L << 30, List.of());
    long waiting = bed.evaluation(0, 0, 0, Needs.SHORT, 10);
    database.jdbc().sql("update competition_share set active = false").update();

    assertThat(audit.run()).isEqualTo(1);

    assertThat(bed.claim(line, worker)).contains(waiting);
  }
}
