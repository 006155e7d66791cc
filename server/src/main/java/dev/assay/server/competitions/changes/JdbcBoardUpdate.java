package dev.assay.server.competitions.changes;

import dev.assay.bundle.competition.LeaderboardDefinition;
import dev.assay.server.competitions.imports.JdbcPhaseRows;
import dev.assay.server.kernel.CompetitionId;
import dev.assay.server.kernel.LeaderboardId;
import java.util.ArrayList;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Changes the leaderboards of a competition. Scores belong to evaluations and are not touched. */
@Component
final class JdbcBoardUpdate {
  private final JdbcClient jdbc;
  private final JdbcPhaseRows rows;

  JdbcBoardUpdate(JdbcClient jdbc, JdbcPhaseRows rows) {
    this.jdbc = jdbc;
    this.rows = rows;
  }

  /** The boards there are, in the order in which a state tells them. */
  private List<LeaderboardId> existing(CompetitionId id) {
    return jdbc.sql("select id from leaderboard where competition_id = :id order by position, id")
        .param("id", id.value())
        .query((row, _) -> new LeaderboardId(row.getLong(1)))
        .list();
  }

  /**
   * Makes the boards what is wanted and returns them in their order. Those that are not wanted any
   * more stay until their phases have others, see {@link #removeUnused}.
   */
  List<LeaderboardId> update(
      CompetitionId id, List<LeaderboardDefinition> before, List<LeaderboardDefinition> wanted) {
    var matching = BoardComparison.matching(before, wanted);
    var ids = existing(id);
    var made = new ArrayList<LeaderboardId>();
    for (var board : wanted) {
      var there = matching.pairs().get(board);
      made.add(
          there == null
              ? rows.insert(id, made.size(), board)
              : update(ids.get(before.indexOf(there)), made.size(), board));
    }
    return made;
  }

  /** Takes away what is not among these; a hidden phase whose board goes shows the first. */
  void removeUnused(CompetitionId id, List<LeaderboardId> wanted) {
    var stay = wanted.stream().map(LeaderboardId::value).toArray(Long[]::new);
    jdbc.sql(
            """
            update phase set leaderboard_id = :first
            where competition_id = :id and leaderboard_id <> all(:stay)
            """)
        .param("first", wanted.getFirst().value())
        .param("id", id.value())
        .param("stay", stay)
        .update();
    jdbc.sql("delete from leaderboard where competition_id = :id and id <> all(:stay)")
        .param("id", id.value())
        .param("stay", stay)
        .update();
  }

  private LeaderboardId update(LeaderboardId id, int position, LeaderboardDefinition board) {
    var sql =
        """
        update leaderboard set position = :position, title = :title, key = :key,
          submission_rule = :rule, hidden = :hidden, primary_index = :primary
        where id = :id
        """;
    JdbcPhaseRows.written(jdbc.sql(sql), position, board).param("id", id.value()).update();
    jdbc.sql("delete from leaderboard_column where leaderboard_id = :id")
        .param("id", id.value())
        .update();
    rows.insertColumns(id, board);
    return id;
  }
}
