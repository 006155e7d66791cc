package dev.assay.server.competitions.imports;

import dev.assay.bundle.Finding;
import dev.assay.bundle.archive.BundleSource;
import dev.assay.bundle.competition.BundleReader;
import dev.assay.server.kernel.AccountId;
import dev.assay.server.storage.Blob;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;

@Component
final class CheckedIntake implements BundleIntake {
  private final BundleReader reader;
  private final SiteReferenceChecks checks;
  private final BundleUploads uploads;
  private final ImportSettings settings;

  CheckedIntake(
      BundleReader reader,
      SiteReferenceChecks checks,
      BundleUploads uploads,
      ImportSettings settings) {
    this.reader = reader;
    this.checks = checks;
    this.uploads = uploads;
    this.settings = settings;
  }

  @Override
  public List<Finding> check(BundleSource bundle, AccountId account) throws IOException {
    var checked = reader.read(bundle);
    var findings = new ArrayList<>(checked.findings());
    if (checked.definition().isPresent()) {
      var check = checks.forUploader(account, KeyPlaces.in(checked.content()));
      check.check(checked.definition().get());
      findings.addAll(check.findings());
    }
    return findings;
  }

  @Override
  public ImportId take(Blob bundle, AccountId account) {
    return uploads.take(bundle, account);
  }

  @Override
  public long maxBytes() {
    return settings.maxBundleSize().toBytes();
  }
}
