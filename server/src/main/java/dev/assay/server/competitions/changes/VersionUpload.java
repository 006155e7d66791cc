package dev.assay.server.competitions.changes;

import dev.assay.server.accounts.Account;
import dev.assay.server.competitions.imports.BundleIntake;
import dev.assay.server.uploads.UploadPurpose;
import java.util.Map;
import org.springframework.stereotype.Component;

/** New versions of bundles may come over several connections. */
@Component
final class VersionUpload implements UploadPurpose {
  static final String NAME = "bundle-version";

  private final BundleIntake intake;

  VersionUpload(BundleIntake intake) {
    this.intake = intake;
  }

  @Override
  public String name() {
    return NAME;
  }

  /** Whether the sender organises the competition is asked when the upload is used. */
  @Override
  public Admission admit(Account account, Map<String, String> about) {
    return new Admission.Allowed(intake.maxBytes());
  }
}
