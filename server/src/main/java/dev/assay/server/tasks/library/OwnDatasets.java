package dev.assay.server.tasks.library;

import dev.assay.bundle.Severity;
import dev.assay.bundle.archive.ArchiveLimits;
import dev.assay.bundle.archive.BundleSource;
import dev.assay.server.accounts.Account;
import dev.assay.server.kernel.DatasetId;
import dev.assay.server.storage.Blob;
import dev.assay.server.storage.Storage;
import dev.assay.server.tasks.DatasetType;
import dev.assay.server.tasks.Datasets;
import dev.assay.server.tasks.LibraryDataset;
import dev.assay.server.tasks.NewDataset;
import dev.assay.server.tasks.Sharing;
import dev.assay.server.tasks.Sharing.Thing.OfDataset;
import dev.assay.server.web.Readable;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionOperations;

/** Takes, changes and deletes the data sets of their owners. */
@Service
final class OwnDatasets {
  /** Bundles come in by another door, where they are checked. */
  static final Set<DatasetType> TYPES =
      EnumSet.complementOf(EnumSet.of(DatasetType.COMPETITION_BUNDLE));

  /** Handed out as they are; all others are unpacked where they are used. */
  private static final Set<DatasetType> ANY_FILE =
      EnumSet.of(DatasetType.PUBLIC_DATA, DatasetType.STARTING_KIT);

  private final Storage storage;
  private final Datasets datasets;
  private final Sharing sharing;
  private final JdbcShelf shelf;
  private final TransactionOperations transactions;
  private final LibrarySettings settings;

  OwnDatasets(
      Storage storage,
      Datasets datasets,
      Sharing sharing,
      JdbcShelf shelf,
      TransactionOperations transactions,
      LibrarySettings settings) {
    this.storage = storage;
    this.datasets = datasets;
    this.sharing = sharing;
    this.shelf = shelf;
    this.transactions = transactions;
    this.settings = settings;
  }

  long maxBytes() {
    return settings.maxFileSize().toBytes();
  }

  /**
   * A data set as somebody describes it.
   *
   * @param type as bundles spell it
   * @param name empty for the file's
   */
  record Wanted(String type, String name, String description, boolean isPublic) {
    Optional<DatasetType> datasetType() {
      return Arrays.stream(DatasetType.values())
          .filter(one -> TYPES.contains(one) && one.text().equals(type))
          .findFirst();
    }
  }

  /** Stores the file and makes the data set, or neither. */
  Kept upload(Account account, Wanted wanted, InputStream bytes, String fileName)
      throws IOException {
    var name = wanted.name().isBlank() ? withoutSuffix(fileName) : wanted.name().strip();
    var type = wanted.datasetType().orElse(null);
    var problems = new LinkedHashMap<String, String>();
    if (type == null) {
      problems.put("type", "Choose what the file is used as: " + types() + ".");
    }
    Naming.check(name, wanted.description(), problems);
    if (type == null || !problems.isEmpty()) {
      return new Kept.Refused(problems);
    }
    try {
      var blob = storage.store(bytes, maxBytes(), fileName, "application/octet-stream");
      var fault = ANY_FILE.contains(type) ? Optional.<String>empty() : fault(blob);
      return fault
          .<Kept>map(why -> Kept.Refused.because("file", why))
          .orElseGet(
              () -> make(account, new NewDataset(type, name, account.id(), blob.id()), wanted));
    } catch (Storage.TooLarge e) {
      return Kept.Refused.because(
          "file",
          "The file is larger than the %s that this site takes."
              .formatted(Readable.size(e.maxBytes())));
    }
  }

  private Kept make(Account account, NewDataset dataset, Wanted wanted) {
    return Objects.requireNonNull(
        transactions.execute(
            _ -> {
              var id = datasets.create(dataset);
              shelf.describe(id, dataset.name(), wanted.description().strip());
              sharing.makePublic(new OfDataset(id), wanted.isPublic());
              return new Kept.Done(shelf.key(id));
            }));
  }

  /** What keeps the archive from being unpacked, in words. */
  private Optional<String> fault(Blob blob) throws IOException {
    try (var archive =
        BundleSource.open(storage.localFile(blob.id()), ArchiveLimits.forBundles())) {
      return archive.findings().stream()
          .filter(finding -> finding.severity() == Severity.ERROR)
          .findFirst()
          .map(
              finding -> "%s cannot be unpacked: %s".formatted(blob.fileName(), finding.message()));
    }
  }

  Kept change(LibraryDataset dataset, String name, String description) {
    var problems = new LinkedHashMap<String, String>();
    Naming.check(name, description, problems);
    if (!problems.isEmpty()) {
      return new Kept.Refused(problems);
    }
    shelf.describe(dataset.id(), name.strip(), description.strip());
    return new Kept.Done(dataset.key());
  }

  /** Only what nothing uses can go. */
  Kept delete(LibraryDataset dataset) {
    return shelf.delete(dataset.id())
        ? new Kept.Done(dataset.key())
        : Kept.Refused.because(
            "", "It is used, so it stays. Take it out of the tasks and phases named below first.");
  }

  boolean isUsed(DatasetId dataset) {
    return shelf.isUsed(dataset);
  }

  static String types() {
    return String.join(", ", TYPES.stream().map(DatasetType::text).toList());
  }

  private static String withoutSuffix(String fileName) {
    var kept = fileName.substring(fileName.lastIndexOf('/') + 1);
    return kept.endsWith(".zip") ? kept.substring(0, kept.length() - ".zip".length()) : kept;
  }
}
