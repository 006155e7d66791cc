package dev.assay.server.leaderboards;

import dev.assay.server.kernel.PhaseId;
import dev.assay.server.kernel.SubmissionId;
import dev.assay.server.runs.EvaluationEnded;
import dev.assay.server.runs.ResultsReplaced;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.context.event.EventListener;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * Keeps the rows of leaderboards equal to what scores, rules and selections make of them. Every
 * change holds the phase's lock from its first look to its commit, so that results that come at
 * once follow one another. What a result costs does not grow with the board: it writes the rows of
 * one participant, and ranks are counted when a board is read.
 */
@Component
class BoardKeeping {
  private final JdbcEntries entries;
  private final JdbcSelections selections;
  private final JdbcRows rows;
  private final JdbcImprovements improvements;
  private final JdbcDays days;

  BoardKeeping(
      JdbcEntries entries,
      JdbcSelections selections,
      JdbcRows rows,
      JdbcImprovements improvements,
      JdbcDays days) {
    this.entries = entries;
    this.selections = selections;
    this.rows = rows;
    this.improvements = improvements;
    this.days = days;
  }

  /** In the transaction of the result, after the submission's own state has been derived. */
  @EventListener
  @Order(10)
  void on(EvaluationEnded ended) {
    var phase = ended.phase();
    var rules = begin(phase);
    if (rows.isStale(phase)) {
      makeAll(phase, rules);
      return;
    }
    for (var entry : entries.of(List.of(ended.submission()))) {
      var step = new SelectionStep(phase, rules, entries, selections).after(entry);
      change(phase, rules, entry, step);
      improve(phase, rules, entry);
    }
  }

  /** Whoever has results of another generation now is chosen for afresh, then all is made once. */
  @EventListener
  @Order(10)
  void on(ResultsReplaced replaced) {
    var phase = replaced.phase();
    makeAll(phase, begin(phase));
  }

  /** Takes the phase's lock; whatever is read from then on stays so until the transaction ends. */
  Rules begin(PhaseId phase) {
    rows.lock(phase);
    days.keep(phase);
    return entries.rules(phase).orElseThrow();
  }

  private void change(PhaseId phase, Rules rules, Entry ended, SelectionStep.Change step) {
    selections.remove(phase, step.out());
    selections.add(phase, ended.account(), step.in());
    rows.remove(phase, step.out());
    var touched = step.in().stream().collect(Collectors.toSet());
    if (!touched.contains(ended.submission())
        && !step.out().contains(ended.submission())
        && selections.contains(phase, ended.submission())) {
      touched.add(ended.submission());
    }
    write(phase, rules, touched);
  }

  /** Makes the rows of these, which stand on the board, afresh. */
  void write(PhaseId phase, Rules rules, Set<SubmissionId> submissions) {
    if (submissions.isEmpty()) {
      return;
    }
    var ranking = new Ranking(rules);
    var valued =
        entries.of(submissions).stream().flatMap(entry -> ranking.valued(entry).stream()).toList();
    var worthless =
        submissions.stream()
            .filter(id -> valued.stream().noneMatch(row -> row.submission().equals(id)))
            .toList();
    rows.remove(phase, worthless);
    rows.put(phase, valued);
  }

  void improve(PhaseId phase, Rules rules, Entry entry) {
    var column = rules.primary();
    if (column.isEmpty()) {
      return;
    }
    var score =
        entry.isFinished()
            ? new Ranking(rules)
                .valued(entry)
                .map(row -> row.values().get(column.get().key()))
                .orElse(null)
            : null;
    if (!improvements.take(phase, entry, score, column.get())) {
      improveAll(phase, rules, entries.of(phase));
    }
  }

  /** What is no entry any more was none of the improvements. */
  void forget(PhaseId phase, Rules rules, SubmissionId submission) {
    if (improvements.contains(phase, submission)) {
      improveAll(phase, rules, entries.of(phase));
    }
  }

  private void improveAll(PhaseId phase, Rules rules, Collection<Entry> all) {
    var ranking = new Ranking(rules);
    improvements.replaceAll(
        phase,
        rules.primary().map(column -> Improvement.among(all, ranking, column)).orElse(List.of()));
  }

  /** Makes all of a board from nothing: where a rule chooses, the choice too. */
  void makeAll(PhaseId phase, Rules rules) {
    var all = entries.of(phase);
    all.stream()
        .collect(Collectors.groupingBy(Entry::account))
        .forEach(
            (account, own) -> {
              var before = selections.of(phase, account);
              var after = Selection.afresh(rules, own, before);
              selections.remove(phase, minus(before, after));
              selections.add(phase, account, minus(after, before));
            });
    var ranking = new Ranking(rules);
    rows.replaceAll(
        phase,
        entries.selected(phase).stream().flatMap(entry -> ranking.valued(entry).stream()).toList());
    improveAll(phase, rules, all);
  }

  static Set<SubmissionId> minus(Set<SubmissionId> these, Set<SubmissionId> those) {
    return these.stream().filter(id -> !those.contains(id)).collect(Collectors.toUnmodifiableSet());
  }

  /** What a board would be made of, from nothing. */
  record Made(
      Map<SubmissionId, Ranked> rows, Set<SubmissionId> selected, List<Improvement> improvements) {}

  Made make(PhaseId phase, Rules rules) {
    var all = entries.of(phase);
    var selected =
        all.stream().collect(Collectors.groupingBy(Entry::account)).entrySet().stream()
            .flatMap(
                own ->
                    Selection.afresh(rules, own.getValue(), selections.of(phase, own.getKey()))
                        .stream())
            .collect(Collectors.toUnmodifiableSet());
    var ranking = new Ranking(rules);
    var ranked =
        ranking.rank(all.stream().filter(one -> selected.contains(one.submission())).toList());
    return new Made(
        ranked.stream().collect(Collectors.toMap(Ranked::submission, one -> one)),
        selected,
        rules.primary().map(column -> Improvement.among(all, ranking, column)).orElse(List.of()));
  }
}
