package dev.assay.server.tasks.library;

import dev.assay.server.accounts.Account;
import dev.assay.server.uploads.UploadPurpose;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Data sets may come over several connections. */
@Component
final class DatasetUpload implements UploadPurpose {
  static final String NAME = "dataset";

  private final LibrarySettings settings;

  DatasetUpload(LibrarySettings settings) {
    this.settings = settings;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Admission admit(Account account, Map<String, String> about) {
    return new Admission.Allowed(settings.maxFileSize().toBytes());
  }
}
