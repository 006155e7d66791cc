package dev.assay.server.trials;

import dev.assay.bundle.FindingCode;
import dev.assay.server.leaderboards.Column;
import dev.assay.server.leaderboards.Leaderboards.Board;
import dev.assay.server.runs.RunStates;
import dev.assay.server.runs.RunStates.EvaluationStatus;
import dev.assay.server.submissions.TrialSubmissions.Outcome;
import dev.assay.server.web.Finding;
import dev.assay.server.web.Finding.Severity;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What only a run can find: columns that no scoring program fills, as the scores of a trial show,
 * and what the runs were warned of.
 */
final class TrialFindings {
  private TrialFindings() {}

  /**
   * @param tried in the board's phase; those that are not scored say nothing
   */
  static List<Finding> of(Board board, List<Outcome> tried) {
    var scored =
        tried.stream()
            .flatMap(one -> one.evaluations().stream())
            .filter(one -> one.state().equals("scored"))
            .toList();
    if (scored.isEmpty()) {
      return List.of();
    }
    var written = new TreeSet<String>();
    scored.forEach(one -> written.addAll(one.scores().keySet()));
    var empty =
        board.columns().stream()
            .filter(column -> column.computation() == null && !written.contains(column.key()))
            .toList();
    return Stream.concat(
            empty.stream().map(column -> neverWritten(board, column, written)),
            warnings(scored, empty).stream())
        .toList();
  }

  private static Finding neverWritten(Board board, Column column, Set<String> written) {
    var ranks = board.primary().filter(column::equals).isPresent();
    return new Finding(
        Severity.WARNING,
        FindingCode.RUN_06.text(),
        "The column \"%s\" got no score from anything that was tried: the scoring program never writes \"%s\".%s"
            .formatted(
                column.title(),
                column.key(),
                ranks ? " It is the column that ranks, so nobody would be ranked by it." : ""),
        "leaderboard column " + column.key(),
        null,
        "It wrote %s. Let it write \"%s\", or give the column the key that is written; keys must match exactly."
            .formatted(quoted(written), column.key()));
  }

  private static String quoted(Set<String> keys) {
    return keys.stream().map("\"%s\""::formatted).collect(Collectors.joining(", "));
  }

  /** Each once, without what is said of empty columns already. */
  private static List<Finding> warnings(List<EvaluationStatus> scored, List<Column> empty) {
    var said = new LinkedHashSet<String>();
    scored.forEach(one -> said.addAll(one.warnings()));
    empty.forEach(column -> said.remove(RunStates.noScoreFor(column.key())));
    var findings = new ArrayList<Finding>();
    for (var warning : said) {
      findings.add(new Finding(Severity.WARNING, "", warning, "", null, ""));
    }
    return findings;
  }
}
