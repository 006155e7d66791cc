package dev.assay.server.leaderboards;

import dev.assay.server.competitions.BoardEntries;
import dev.assay.server.kernel.AccountId;
import dev.assay.server.kernel.PhaseId;
import dev.assay.server.kernel.SubmissionId;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What a board becomes when a submission stops being an entry, or is one again. */
@Component
final class KeptEntries implements BoardEntries {
  private final JdbcClient jdbc;
  private final JdbcEntries entries;
  private final JdbcSelections selections;
  private final JdbcRows rows;
  private final BoardKeeping keeping;

  KeptEntries(
      JdbcClient jdbc,
      JdbcEntries entries,
      JdbcSelections selections,
      JdbcRows rows,
      BoardKeeping keeping) {
    this.jdbc = jdbc;
    this.entries = entries;
    this.selections = selections;
    this.rows = rows;
    this.keeping = keeping;
  }

  private record Owner(AccountId account, PhaseId phase) {}

  private Owner owner(SubmissionId submission) {
    return jdbc.sql("select account_id, phase_id from submission where id = :id")
        .param("id", submission.value())
        .query(
            (row, _) ->
                new Owner(
                    new AccountId(row.getLong("account_id")), new PhaseId(row.getLong("phase_id"))))
        .single();
  }

  @Override
  public boolean contains(SubmissionId submission) {
    return selections.contains(owner(submission).phase(), submission);
  }

  @Override
  public void left(SubmissionId submission) {
    var owner = owner(submission);
    var rules = keeping.begin(owner.phase());
    selections.remove(owner.phase(), List.of(submission));
    rows.remove(owner.phase(), List.of(submission));
    choose(owner, rules, Optional.empty());
    keeping.forget(owner.phase(), rules, submission);
  }

  @Override
  public void returned(SubmissionId submission, boolean wasChosen) {
    var owner = owner(submission);
    var rules = keeping.begin(owner.phase());
    choose(owner, rules, wasChosen ? Optional.of(submission) : Optional.empty());
    entries.of(List.of(submission)).forEach(entry -> keeping.improve(owner.phase(), rules, entry));
  }

  /**
   * @param wanted on the board by an earlier choice, if the rule has room for it
   */
  private void choose(Owner owner, Rules rules, Optional<SubmissionId> wanted) {
    var phase = owner.phase();
    var own = entries.of(phase, owner.account());
    var before = selections.of(phase, owner.account());
    var after = Selection.afresh(rules, own, with(before, rules, wanted, own));
    selections.remove(phase, BoardKeeping.minus(before, after));
    rows.remove(phase, BoardKeeping.minus(before, after));
    selections.add(phase, owner.account(), BoardKeeping.minus(after, before));
    if (rows.isStale(phase)) {
      keeping.makeAll(phase, rules);
      return;
    }
    keeping.write(phase, rules, after);
  }

  private static Set<SubmissionId> with(
      Set<SubmissionId> before, Rules rules, Optional<SubmissionId> wanted, List<Entry> own) {
    var hasRoom = before.isEmpty() || rules.submissionRule().allowsSeveral();
    if (!rules.submissionRule().isManual() || !hasRoom) {
      return before;
    }
    var more = new HashSet<>(before);
    wanted
        .filter(id -> own.stream().anyMatch(one -> one.submission().equals(id) && one.isFinished()))
        .ifPresent(more::add);
    return more;
  }
}
