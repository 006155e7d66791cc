package dev.assay.server.leaderboards;

import dev.assay.server.kernel.PhaseId;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Compares the boards that changed lately with what would be made from nothing. A difference is a
 * fault of this program: it is logged, and the board is made afresh.
 */
@Component
class DailyAudit {
  private static final Logger log = LoggerFactory.getLogger(DailyAudit.class);

  private final JdbcClient jdbc;
  private final Leaderboards leaderboards;

  DailyAudit(JdbcClient jdbc, Leaderboards leaderboards) {
    this.jdbc = jdbc;
    this.leaderboards = leaderboards;
  }

  void run() {
    changedLately().forEach(this::audit);
  }

  /** Those that changed on one of the last two days on which any board did. */
  private List<PhaseId> changedLately() {
    return jdbc.sql(
            """
            select phase_id from leaderboard_state
             where day >= (select max(day) from leaderboard_state) - 1 and not is_stale
             order by phase_id""")
        .query((row, _) -> new PhaseId(row.getLong("phase_id")))
        .list();
  }

  private void audit(PhaseId phase) {
    var differences = leaderboards.audit(phase);
    if (!differences.isEmpty()) {
      log.error(
          "The board of phase {} was not what its scores make it, and is made afresh: {}",
          phase,
          differences);
      leaderboards.recompute(phase);
    }
  }
}
