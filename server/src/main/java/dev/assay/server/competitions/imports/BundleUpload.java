package dev.assay.server.competitions.imports;

import dev.assay.server.accounts.Account;
import dev.assay.server.uploads.UploadPurpose;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Bundles may come over several connections. */
@Component
final class BundleUpload implements UploadPurpose {
  static final String NAME = "bundle";

  private final ImportSettings settings;

  BundleUpload(ImportSettings settings) {
    this.settings = settings;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Admission admit(Account account, Map<String, String> about) {
    return new Admission.Allowed(settings.maxBundleSize().toBytes());
  }
}
