package dev.assay.server.leaderboards;

import dev.assay.server.competitions.Competitions;
import dev.assay.server.kernel.testing.MigratedDatabase;
import java.time.Clock;

/** Leaderboards on a database of the test's own, without Spring. */
final class KeptForTests {
  final JdbcEntries entries;
  final JdbcSelections selections;
  final JdbcRows rows;
  final JdbcRankings rankings;
  final JdbcImprovements improvements;
  final JdbcDays days;
  final BoardKeeping keeping;
  private final MigratedDatabase database;

  KeptForTests(MigratedDatabase database, Clock clock) {
    var jdbc = database.jdbc();
    this.database = database;
    this.entries = new JdbcEntries(jdbc);
    this.selections = new JdbcSelections(jdbc, clock);
    this.rows = new JdbcRows(jdbc);
    this.rankings = new JdbcRankings(jdbc);
    this.improvements = new JdbcImprovements(jdbc);
    this.days = new JdbcDays(jdbc, clock);
    this.keeping = new BoardKeeping(entries, selections, rows, improvements, days);
  }

  KeptLeaderboards leaderboards(Competitions competitions) {
    return new KeptLeaderboards(
        entries,
        rows,
        rankings,
        keeping,
        new BoardChoices(
            entries,
            selections,
            rows,
            keeping,
            competitions,
            database.jdbc(),
            database.transactions()),
        new BoardAudit(keeping, rankings, selections, improvements),
        database.transactions());
  }
}
