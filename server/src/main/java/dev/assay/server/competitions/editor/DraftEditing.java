package dev.assay.server.competitions.editor;

import dev.assay.server.kernel.AccountId;
import dev.assay.server.storage.Storage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** Begins drafts and changes them; each change is checked and kept as a whole, or refused. */
@Service
final class DraftEditing {
  private static final int TRIES = 10;
  private static final long MAX_LOGO = 1 << 20;

  private final JdbcDrafts drafts;
  private final DraftCheck check;
  private final Storage storage;
  private final Clock clock;

  DraftEditing(JdbcDrafts drafts, DraftCheck check, Storage storage, Clock clock) {
    this.drafts = drafts;
    this.check = check;
    this.storage = storage;
    this.clock = clock;
  }

  /** What became of a change. */
  sealed interface Outcome {

    /** The draft as it is now. */
    Draft draft();

    /**
     * It is kept.
     *
     * @param place the item to show, or empty
     */
    record Kept(Draft draft, String place) implements Outcome {}

    /** The section is not what the form was filled with; nothing was changed. */
    record Overtaken(Draft draft) implements Outcome {}

    /** The competition is being made, or is there. */
    record Closed(Draft draft) implements Outcome {}
  }

  /** A new competition with defaults. */
  DraftId begin(AccountId owner, String title) {
    var fresh = DraftTemplate.of(title, clock.instant());
    try (var picture = new ByteArrayInputStream(LogoPicture.of(title))) {
      var logo = storage.store(picture, MAX_LOGO, DraftTemplate.LOGO, "image/png");
      var content =
          new DraftContent(fresh.document(), fresh.texts(), Map.of(DraftTemplate.LOGO, logo));
      return drafts.insert(owner, null, content, check.check(content, null));
    } catch (IOException e) {
      throw new UncheckedIOException("The logo of a draft cannot be stored", e);
    } catch (Storage.TooLarge e) {
      throw new IllegalStateException("A picture of the site's own is too large", e);
    }
  }

  /**
   * Keeps a section's form, and carries out what its button says.
   *
   * @param seen states of the section that the sender knows
   * @param act as {@link DraftActs} takes it, {@code undo}, or empty
   */
  Outcome save(
      DraftId id,
      DraftSection section,
      Map<String, List<String>> fields,
      List<String> seen,
      String act) {
    for (var tries = 0; tries < TRIES; tries++) {
      var draft = drafts.find(id).orElseThrow();
      if (!draft.isEditable()) {
        return new Outcome.Closed(draft);
      }
      if (!seen.contains(SeenToken.of(draft.content(), section))) {
        return new Outcome.Overtaken(draft);
      }
      var done = perform(draft, section, fields, act);
      var undo = act.startsWith("remove ") ? draft.content().document() : null;
      if (keep(draft, done.content(), undo)) {
        return new Outcome.Kept(drafts.find(id).orElseThrow(), done.place());
      }
    }
    throw new IllegalStateException("Draft %s changes faster than it can be kept".formatted(id));
  }

  private DraftActs.Done perform(
      Draft draft, DraftSection section, Map<String, List<String>> fields, String act) {
    var content = draft.content();
    var undo = draft.undo();
    if (act.equals("undo") && undo != null) {
      return new DraftActs.Done(new DraftContent(undo, content.texts(), content.files()), "");
    }
    var edited = DraftEdit.apply(content, section, fields);
    return act.isEmpty() ? new DraftActs.Done(edited, "") : DraftActs.perform(act, edited, clock);
  }

  private boolean keep(Draft draft, DraftContent content, @Nullable DraftDocument undo) {
    if (content.equals(draft.content())) {
      return true;
    }
    return drafts.update(
        draft.id(), draft.version(), content, check.check(content, draft.competition()), undo);
  }

  /** Changes a draft whatever else changed meanwhile, as when an upload has ended. */
  Outcome change(DraftId id, UnaryOperator<DraftContent> change) {
    for (var tries = 0; tries < TRIES; tries++) {
      var draft = drafts.find(id).orElseThrow();
      if (!draft.isEditable()) {
        return new Outcome.Closed(draft);
      }
      if (keep(draft, change.apply(draft.content()), null)) {
        return new Outcome.Kept(drafts.find(id).orElseThrow(), "");
      }
    }
    throw new IllegalStateException("Draft %s changes faster than it can be kept".formatted(id));
  }
}
