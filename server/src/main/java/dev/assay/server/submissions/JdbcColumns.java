package dev.assay.server.submissions;

import dev.assay.server.kernel.LeaderboardId;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What the scores of a submission are called and how they are shown. */
@Repository
class JdbcColumns {

  /**
   * @param primary whether it decides the rank
   */
  record Column(
      String key, String title, int decimals, boolean hidden, boolean computed, boolean primary) {}

  private final JdbcClient jdbc;

  JdbcColumns(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** In the board's order; the primary column is the one the board names, else the first. */
  List<Column> of(LeaderboardId leaderboard) {
    return jdbc.sql(
            """
            select c.key, c.title, c.precision as decimals, c.hidden, c.computation is not null as computed,
                   c.id = first_value(c.id) over (order by c.index = l.primary_index desc, c.index) as "primary"
              from leaderboard_column c join leaderboard l on l.id = c.leaderboard_id
             where l.id = :leaderboard order by c.index""")
        .param("leaderboard", leaderboard.value())
        .query(Column.class)
        .list();
  }
}
