package dev.assay.server.submissions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.server.competitions.Phase;
import dev.assay.server.kernel.AccountId;
import dev.assay.server.kernel.PhaseId;
import dev.assay.server.kernel.SqlTime;
import dev.assay.server.kernel.testing.MigratedDatabase;
import dev.assay.server.kernel.testing.Rows;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Limits at the edges of days, which are those of UTC. */
class QuotaIT {
  private static final Instant MIDNIGHT = Instant.parse("2026-03-29T00:00:00Z");

  private final MigratedDatabase database = MigratedDatabase.fresh();
  private final JdbcSubmissions submissions = new JdbcSubmissions(database.jdbc());
  private Phase phase;
  private AccountId account;
  private long blob;
  private long ids = 1000;

  @BeforeEach
  void fill() {
    var rows = new Rows(database);
    var owner = rows.account("owner");
    account = owner.id();
    var competition = rows.competition(owner);
    var board = rows.leaderboard(competition);
    PhaseId id = rows.phase(competition, board, 0);
    blob = rows.blob("mine.zip").value();
    phase =
        new Phase(
            id,
            competition,
            board,
            0,
            "Final",
            null,
            Instant.EPOCH,
            null,
            2,
            3,
            Duration.ofMinutes(1),
            false,
            false,
            false,
            false);
  }

  @AfterEach
  void close() {
    database.close();
  }

  private void received(Instant at, boolean counts) {
    database
        .jdbc()
        .sql(
            """
            insert into submission (id, phase_id, account_id, blob_id, file_name, received_at, state,
                                    counts_against_limits)
            values (:id, :phase, :account, :blob, 'mine.zip', :at, 'finished', :counts)""")
        .param("id", ids++)
        .param("phase", phase.id().value())
        .param("account", account.value())
        .param("blob", blob)
        .param("at", SqlTime.of(at))
        .param("counts", counts)
        .update();
  }

  private Quota at(Instant now) {
    return submissions.quota(phase, account, now);
  }

  @Test
  void the_last_instant_of_a_day_is_of_that_day_and_midnight_of_the_next() {
    received(MIDNIGHT.minusNanos(1000), true);
    received(MIDNIGHT, true);

    assertThat(at(MIDNIGHT.minusNanos(1000)).today()).isOne();
    assertThat(at(MIDNIGHT).today()).isOne();
    assertThat(at(MIDNIGHT).soFar()).isEqualTo(2);
  }

  @Test
  void what_came_after_midnight_does_not_fill_the_day_before() {
    received(MIDNIGHT, true);
    received(MIDNIGHT.plusSeconds(1), true);

    var late = at(MIDNIGHT.minusSeconds(1));

    assertThat(late.today()).isZero();
    assertThat(late.refusal(MIDNIGHT.minusSeconds(1))).isEmpty();
    assertThat(at(MIDNIGHT.plusSeconds(2)).refusal(MIDNIGHT.plusSeconds(2)).orElseThrow())
        .contains("2026-03-30 00:00 UTC");
  }

  @Test
  void what_does_not_count_is_in_neither_number() {
    received(MIDNIGHT.plusSeconds(1), false);
    received(MIDNIGHT.plusSeconds(2), true);

    assertThat(at(MIDNIGHT.plusSeconds(3)).leftToday()).isOne();
    assertThat(at(MIDNIGHT.plusSeconds(3)).leftInAll()).isEqualTo(2);
  }

  @Test
  void the_limit_in_all_goes_before_the_one_of_the_day() {
    received(MIDNIGHT.minusSeconds(200_000), true);
    received(MIDNIGHT.minusSeconds(100_000), true);
    received(MIDNIGHT.plusSeconds(1), true);

    assertThat(at(MIDNIGHT.plusSeconds(2)).leftToday()).isZero();
    assertThat(at(MIDNIGHT.plusSeconds(2)).refusal(MIDNIGHT.plusSeconds(2)).orElseThrow())
        .contains("all 3 submissions");
  }
}
