package dev.assay.server.competitions.editor;

import dev.assay.bundle.Finding;
import dev.assay.server.competitions.changes.ChangeId;
import dev.assay.server.competitions.imports.ImportId;
import dev.assay.server.kernel.AccountId;
import dev.assay.server.kernel.CompetitionId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A competition that is being written.
 *
 * @param competition which is to be changed; null for a new one
 * @param findings what the check says of the content
 * @param version counts the changes; a change names the version it is based on
 * @param undo the document before the last change, if that took something away
 * @param creation the import that makes the competition, once that was asked for
 */
record Draft(
    DraftId id,
    AccountId owner,
    @Nullable Target competition,
    DraftContent content,
    List<Finding> findings,
    long version,
    Instant changedAt,
    @Nullable DraftDocument undo,
    @Nullable Creation creation) {

  static final String UNTITLED = "Competition without a title";

  Draft {
    findings = List.copyOf(findings);
  }

  /**
   * How far its creation is.
   *
   * @param made the competition, once it is there
   * @param isOpen whether it goes on, so that the draft must not change meanwhile
   */
  record Creation(ImportId id, @Nullable CompetitionId made, boolean isOpen) {}

  /**
   * The competition that is to be changed.
   *
   * @param base fingerprint of the competition as it was when the draft began
   * @param plan the last plan that was made of the draft
   * @param isApplied whether that plan was applied and the draft has not changed since
   */
  record Target(CompetitionId id, String base, @Nullable ChangeId plan, boolean isApplied) {}

  String title() {
    var title = content.document().text(FieldPath.of("title")).orElse("").strip();
    return title.isEmpty() ? UNTITLED : title;
  }

  boolean hasErrors() {
    return findings.stream().anyMatch(Finding::isError);
  }

  /** Whether it may be changed: neither done nor on its way. */
  boolean isEditable() {
    if (competition != null) {
      return !competition.isApplied();
    }
    return creation == null || (!creation.isOpen() && creation.made() == null);
  }

  /** The same draft as another check sees it. */
  Draft judged(List<Finding> others) {
    return new Draft(id, owner, competition, content, others, version, changedAt, undo, creation);
  }

  /** The same draft with another content, as a form shows it before it is kept. */
  Draft with(DraftContent other) {
    return new Draft(id, owner, competition, other, findings, version, changedAt, undo, creation);
  }
}
