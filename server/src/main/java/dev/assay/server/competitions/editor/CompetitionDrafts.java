package dev.assay.server.competitions.editor;

import dev.assay.bundle.competition.BundleReader;
import dev.assay.server.competitions.changes.CompetitionChanges;
import dev.assay.server.competitions.changes.CompetitionChanges.Planned;
import dev.assay.server.competitions.changes.CompetitionChanges.Reason;
import dev.assay.server.competitions.changes.Origin;
import dev.assay.server.competitions.editor.Draft.Target;
import dev.assay.server.competitions.exports.CompetitionState;
import dev.assay.server.competitions.exports.CompetitionStates;
import dev.assay.server.kernel.AccountId;
import dev.assay.server.kernel.CompetitionId;
import dev.assay.server.storage.Storage;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.springframework.stereotype.Component;

/**
 * Drafts of changes to competitions that exist: they begin as what the competition is, and end in a
 * plan. Whoever calls has checked that the account organises the competition.
 */
@Component
final class CompetitionDrafts {
  private final CompetitionStates states;
  private final CompetitionChanges changes;
  private final JdbcDrafts drafts;
  private final DraftCheck check;
  private final BundleReader reader;
  private final Storage storage;

  CompetitionDrafts(
      CompetitionStates states,
      CompetitionChanges changes,
      JdbcDrafts drafts,
      DraftCheck check,
      BundleReader reader,
      Storage storage) {
    this.states = states;
    this.changes = changes;
    this.drafts = drafts;
    this.check = check;
    this.reader = reader;
    this.storage = storage;
  }

  /**
   * The draft that the competition's organisers share; begun where there is none. One that nobody
   * has written in makes way once the competition has changed.
   */
  DraftId open(CompetitionId competition, AccountId account) {
    var state = state(competition);
    for (var draft : drafts.of(competition)) {
      if (draft.version() > 1 || isOf(draft, state)) {
        return draft.id();
      }
      drafts.delete(draft.id());
    }
    return begin(competition, account, state);
  }

  /** Begins again from what the competition is now; the draft is given up. */
  DraftId restart(Draft draft, Target target, AccountId account) {
    var fresh = begin(target.id(), account, state(target.id()));
    drafts.delete(draft.id());
    return fresh;
  }

  private DraftId begin(CompetitionId competition, AccountId account, CompetitionState state) {
    var content = DraftOfCompetition.content(state, storage);
    var target = new Target(competition, state.fingerprint(), null, false);
    return drafts.insert(account, target, content, check.check(content, target));
  }

  /** Whether the competition has changed since the draft was begun. */
  boolean isOverdue(Target target) {
    return !state(target.id()).fingerprint().equals(target.base());
  }

  private static boolean isOf(Draft draft, CompetitionState state) {
    var target = draft.competition();
    return target != null && target.base().equals(state.fingerprint());
  }

  private CompetitionState state(CompetitionId competition) {
    return states.withFiles(competition).orElseThrow();
  }

  /** Makes the plan of a draft; the draft stays, and is done once the plan is applied. */
  Planned plan(Draft draft, Target target, AccountId account) {
    try (var source = DraftBundle.of(draft.content(), storage)) {
      var reason = new Reason(account, Origin.EDITOR, "Written in the editor");
      var planned = changes.plan(target.id(), reader.read(source), reason);
      if (planned instanceof Planned.Ready(var plan)) {
        drafts.planned(draft.id(), draft.version(), plan.id());
      }
      return planned;
    } catch (IOException e) {
      throw new UncheckedIOException("A draft's files cannot be read", e);
    }
  }
}
