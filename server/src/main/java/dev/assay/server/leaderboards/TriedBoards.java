package dev.assay.server.leaderboards;

import dev.assay.server.accounts.Account;
import dev.assay.server.kernel.PhaseId;
import dev.assay.server.kernel.SubmissionId;
import dev.assay.server.leaderboards.BoardViews.Reading;
import dev.assay.server.leaderboards.LeaderboardView.Part;
import dev.assay.server.leaderboards.LeaderboardView.Shown;
import dev.assay.server.leaderboards.Leaderboards.Board;
import dev.assay.server.leaderboards.Leaderboards.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

@Component
class TriedBoards implements BoardPreviews {
  private final JdbcEntries entries;
  private final BoardReadings readings;
  private final BoardRows rows;

  TriedBoards(JdbcEntries entries, BoardReadings readings, BoardRows rows) {
    this.entries = entries;
    this.readings = readings;
    this.rows = rows;
  }

  @Override
  public Optional<Preview> of(PhaseId phase, Account organiser, Map<SubmissionId, String> names) {
    return readings
        .find(phase, organiser)
        .filter(Reading::isOrganiser)
        .flatMap(reading -> entries.rules(phase).map(rules -> preview(reading, rules, names)));
  }

  private Preview preview(Reading reading, Rules rules, Map<SubmissionId, String> names) {
    var board = board(reading.phase().id(), rules, names);
    return new Preview(board, view(reading, board, names));
  }

  private Board board(PhaseId phase, Rules rules, Map<SubmissionId, String> names) {
    var tried = entries.tried(phase, names.keySet());
    var ranked = ranked(rules, tried);
    return new Board(
        phase,
        rules.hidden(),
        rules.submissionRule(),
        rules.columns(),
        rules.primary(),
        rules.tasks(),
        ranked.size(),
        ranked,
        null);
  }

  private static List<Row> ranked(Rules rules, List<Entry> tried) {
    var receivedAt = tried.stream().collect(Collectors.toMap(Entry::submission, Entry::receivedAt));
    var ranked = new Ranking(rules).rank(tried);
    var sharing =
        ranked.stream().collect(Collectors.groupingBy(Ranked::rank, Collectors.counting()));
    var rows = new ArrayList<Row>();
    for (var one : ranked) {
      rows.add(
          new Row(
              one.rank(),
              one.position(),
              sharing.getOrDefault(one.rank(), 1L) > 1,
              one.submission(),
              one.account(),
              Objects.requireNonNull(receivedAt.get(one.submission())),
              one.values(),
              one.byTask()));
    }
    return rows;
  }

  private LeaderboardView view(Reading reading, Board board, Map<SubmissionId, String> names) {
    var shown = rows.of(board, reading);
    var named = new ArrayList<LeaderboardView.Row>();
    for (var at = 0; at < board.rows().size(); at++) {
      var name = names.getOrDefault(board.rows().get(at).submission(), "");
      named.add(shown.rows().get(at).called(name));
    }
    return new LeaderboardView(
        reading.head(),
        List.of(),
        Shown.TO_ORGANISERS,
        shown.tasks(),
        board.visibleColumns().stream().map(column -> BoardViews.column(board, column)).toList(),
        List.of(),
        named,
        null,
        new Part(1, board.entries(), null, null, null),
        List.of(),
        null,
        null);
  }
}
