package dev.assay.server.competitions.imports;

import dev.assay.bundle.Finding;
import dev.assay.bundle.archive.ArchiveFault;
import dev.assay.bundle.archive.ArchiveLimits;
import dev.assay.bundle.archive.BundleSource;
import dev.assay.bundle.competition.BundleReader;
import dev.assay.server.storage.Storage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Carries out one import from wherever it stands: it may be begun any number of times, and makes
 * its competition once.
 */
@Component
final class BundleImporter {
  private static final Logger log = LoggerFactory.getLogger(BundleImporter.class);

  private final BundleReader reader;
  private final JdbcImports imports;
  private final Storage storage;
  private final SiteReferenceChecks checks;
  private final PartStore parts;
  private final CompetitionCreation creation;
  private final TransactionOperations transactions;

  BundleImporter(
      BundleReader reader,
      JdbcImports imports,
      Storage storage,
      SiteReferenceChecks checks,
      PartStore parts,
      CompetitionCreation creation,
      TransactionOperations transactions) {
    this.reader = reader;
    this.imports = imports;
    this.storage = storage;
    this.checks = checks;
    this.parts = parts;
    this.creation = creation;
    this.transactions = transactions;
  }

  void run(ImportId id) {
    if (!imports.begin(id)) {
      log.info("Import {} has come to its end already", id);
      return;
    }
    var work = imports.find(id).orElseThrow();
    try (var source =
        BundleSource.open(storage.localFile(work.bundle()), ArchiveLimits.forBundles())) {
      carryOut(work, source);
    } catch (IOException e) {
      throw new UncheckedIOException("Import %s cannot read or store files".formatted(id), e);
    }
  }

  private void carryOut(BundleImport work, BundleSource source) throws IOException {
    var file = storage.find(work.bundle()).orElseThrow();
    var checked = reader.read(source);
    var findings = new ArrayList<>(named(checked.findings(), source.name(), file.fileName()));
    var definition = checked.definition();
    if (definition.isEmpty()) {
      imports.refuse(work.id(), findings);
      return;
    }
    var check = checks.forUploader(work.account(), KeyPlaces.in(checked.content()));
    var site = check.check(definition.get());
    findings.addAll(check.findings());
    if (findings.stream().anyMatch(Finding::isError)) {
      imports.refuse(work.id(), findings);
      return;
    }
    imports.keepFindings(work.id(), findings);
    var files = ImportedBundle.files(definition.get(), site);
    try {
      var stored = parts.store(work.id(), checked.content(), files);
      create(work.id(), new ImportedBundle(work.account(), file, definition.get(), site, stored));
    } catch (ArchiveFault damaged) {
      findings.add(damaged.finding());
      imports.refuse(work.id(), findings);
    }
  }

  /** What is stored has a random name; its uploader knows the file by their own. */
  private static List<Finding> named(List<Finding> findings, String stored, String uploaded) {
    return findings.stream().map(finding -> finding.calling(stored, uploaded)).toList();
  }

  /** The competition and the end of its import become visible together, or neither does. */
  private void create(ImportId id, ImportedBundle bundle) {
    imports.progress(id, "Creating the competition");
    transactions.executeWithoutResult(
        _ -> {
          if (imports.holdRunning(id)) {
            imports.finish(id, creation.create(bundle));
          }
        });
  }

  /** Ends an import that the site could not carry out. */
  void giveUp(ImportId id) {
    imports.fail(
        id,
        """
        The site could not carry out the import; this is not the bundle's fault. Nothing was created, \
        and the upload is kept. Try again, or tell the person who runs this site: its log says more \
        about import %s."""
            .formatted(id));
  }
}
