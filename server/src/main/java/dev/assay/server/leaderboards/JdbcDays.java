package dev.assay.server.leaderboards;

import dev.assay.server.kernel.AccountId;
import dev.assay.server.kernel.PhaseId;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The rows of {@code leaderboard_day}: how everybody stood when a day began, UTC. */
@Component
final class JdbcDays {
  private final JdbcClient jdbc;
  private final Clock clock;

  JdbcDays(JdbcClient jdbc, Clock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /** Before the first change of a day; called under the phase's lock before each change. */
  void keep(PhaseId phase) {
    var isFirst =
        jdbc.sql(
                    """
                    update leaderboard_state set day = :day
                     where phase_id = :phase and day is distinct from :day""")
                .param("day", today())
                .param("phase", phase.value())
                .update()
            == 1;
    if (!isFirst) {
      return;
    }
    jdbc.sql("delete from leaderboard_day where phase_id = :phase")
        .param("phase", phase.value())
        .update();
    jdbc.sql(
            """
            insert into leaderboard_day (phase_id, day, account_id, rank)
            select :phase, :day, account_id, min(rank)
              from (select account_id, rank() over (order by sort_key) as rank
                      from leaderboard_row where phase_id = :phase) as ranked
             group by account_id""")
        .param("day", today())
        .param("phase", phase.value())
        .update();
  }

  /** The ranks of these when this day began; empty when nothing has changed since. */
  Optional<Map<AccountId, Integer>> ranks(PhaseId phase, Collection<AccountId> accounts) {
    var changed =
        jdbc.sql(
                """
                select exists (select 1 from leaderboard_state
                                where phase_id = :phase and day = :day)""")
            .param("phase", phase.value())
            .param("day", today())
            .query(Boolean.class)
            .single();
    return changed ? Optional.of(kept(phase, accounts)) : Optional.empty();
  }

  private Map<AccountId, Integer> kept(PhaseId phase, Collection<AccountId> accounts) {
    var ranks = new HashMap<AccountId, Integer>();
    jdbc.sql(
            """
            select account_id, rank from leaderboard_day
             where phase_id = :phase and day = :day and account_id = any(:accounts)""")
        .param("phase", phase.value())
        .param("day", today())
        .param("accounts", accounts.stream().map(AccountId::value).toArray(Long[]::new))
        .query(
            row -> {
              ranks.put(new AccountId(row.getLong("account_id")), row.getInt("rank"));
            });
    return ranks;
  }

  private LocalDate today() {
    return clock.instant().atOffset(ZoneOffset.UTC).toLocalDate();
  }
}
