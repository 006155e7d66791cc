package dev.assay.server.competitions.changes;

import dev.assay.server.competitions.changes.JdbcVersions.Maker;
import dev.assay.server.competitions.exports.CompetitionState;
import dev.assay.server.kernel.AccountId;
import dev.assay.server.kernel.CompetitionId;
import dev.assay.server.kernel.SqlTime;
import java.time.Clock;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Keeps what competitions were. The first version is written when the first change is applied, and
 * what was changed on other pages meanwhile becomes a version of its own.
 */
@Component
final class Versions {
  private final JdbcVersions rows;
  private final JdbcClient jdbc;
  private final Clock clock;

  Versions(JdbcVersions rows, JdbcClient jdbc, Clock clock) {
    this.rows = rows;
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /** Makes sure that a state which is about to be changed is kept. */
  void keep(CompetitionId id, CompetitionState state) {
    var newest = rows.newest(id);
    if (newest.isEmpty()) {
      rows.add(id, state, creation(id), List.of());
    } else if (!newest.get().fingerprint().equals(state.fingerprint())) {
      var maker = new Maker(Origin.ELSEWHERE, "Changed on other pages", null, clock.instant());
      rows.add(id, state, maker, List.of());
    }
  }

  private Maker creation(CompetitionId id) {
    return jdbc.sql("select owner_id, created_at from competition where id = :id")
        .param("id", id.value())
        .query(
            (row, _) ->
                new Maker(
                    Origin.CREATED,
                    "As it was created",
                    new AccountId(row.getLong("owner_id")),
                    SqlTime.read(row, "created_at")))
        .single();
  }
}
