package dev.assay.server.competitions.editor;

import dev.assay.server.accounts.Account;
import dev.assay.server.competitions.imports.BundleIntake;
import dev.assay.server.uploads.UploadPurpose;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Parts of drafts may come over several connections. */
@Component
final class DraftPartUpload implements UploadPurpose {
  static final String NAME = "draft-part";
  private static final int NOT_FOUND = 404;

  private final DraftAccess access;
  private final BundleIntake intake;

  DraftPartUpload(DraftAccess access, BundleIntake intake) {
    this.access = access;
    this.intake = intake;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Admission admit(Account account, Map<String, String> about) {
    return draft(about)
            .flatMap(id -> access.find(account, id))
            .filter(Draft::isEditable)
            .isPresent()
        ? new Admission.Allowed(intake.maxBytes())
        : new Admission.Refused(NOT_FOUND, "There is no such draft of yours that may be changed.");
  }

  private static Optional<Long> draft(Map<String, String> about) {
    try {
      return Optional.of(Long.parseLong(about.getOrDefault("draft", "")));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  /** What the page's script says of a file for this part. */
  static String about(DraftId draft, PartName part) {
    return "{\"purpose\":\"%s\",\"draft\":\"%s\",\"part\":\"%s\"}"
        .formatted(NAME, draft, PartName.slug(part.place()));
  }
}
