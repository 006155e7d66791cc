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
import dev.assay.server.uploads.Uploads;
import dev.assay.server.web.Readable;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
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
  private final Uploads uploads;

  OwnDatasets(
      Storage storage,
      Datasets datasets,
      Sharing sharing,
      JdbcShelf shelf,
      TransactionOperations transactions,
      LibrarySettings settings,
      Uploads uploads) {
    this.storage = storage;
    this.datasets = datasets;
    this.sharing = sharing;
    this.shelf = shelf;
    this.transactions = transactions;
    this.settings = settings;
    this.uploads = uploads;
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
    var problems = problems(wanted, name(wanted, fileName));
    if (!problems.isEmpty()) {
      return new Kept.Refused(problems);
    }
    try {
      var blob = storage.store(bytes, maxBytes(), fileName, "application/octet-stream");
      return keep(account, wanted, blob, kept -> true);
    } catch (Storage.TooLarge e) {
      return Kept.Refused.because(
          "file",
          "The file is larger than the %s that this site takes."
              .formatted(Readable.size(e.maxBytes())));
    }
  }

  /**
   * The same with a file that came over several connections. Asked once more, as after a lost
   * answer, it gives the same answer and makes nothing a second time.
   */
  Kept upload(Account account, Wanted wanted, String upload) throws IOException {
    var finished = uploads.finished(upload, DatasetUpload.NAME, account);
    if (finished.isEmpty()) {
      return Kept.Refused.because(
          "file",
          "There is no whole upload of yours by that name, or it has expired: send it again.");
    }
    var used = finished.get().usedFor();
    if (used != null) {
      return new Kept.Done(UUID.fromString(used));
    }
    var blob = finished.get().blob();
    var problems = problems(wanted, name(wanted, blob.fileName()));
    return problems.isEmpty()
        ? keep(account, wanted, blob, key -> uploads.use(finished.get().id(), key.toString()))
        : new Kept.Refused(problems);
  }

  private static String name(Wanted wanted, String fileName) {
    return wanted.name().isBlank() ? withoutSuffix(fileName) : wanted.name().strip();
  }

  private static Map<String, String> problems(Wanted wanted, String name) {
    var problems = new LinkedHashMap<String, String>();
    if (wanted.datasetType().isEmpty()) {
      problems.put("type", "Choose what the file is used as: " + types() + ".");
    }
    Naming.check(name, wanted.description(), problems);
    return problems;
  }

  /**
   * @param isFirst called in the transaction with the key of what was made; false undoes it
   */
  private Kept keep(Account account, Wanted wanted, Blob blob, Predicate<UUID> isFirst)
      throws IOException {
    var type = wanted.datasetType().orElseThrow();
    var fault = ANY_FILE.contains(type) ? Optional.<String>empty() : fault(blob);
    if (fault.isPresent()) {
      return Kept.Refused.because("file", fault.get());
    }
    var dataset = new NewDataset(type, name(wanted, blob.fileName()), account.id(), blob.id());
    return Objects.requireNonNull(
        transactions.execute(
            status -> {
              var id = datasets.create(dataset);
              shelf.describe(id, dataset.name(), wanted.description().strip());
              sharing.makePublic(new OfDataset(id), wanted.isPublic());
              var key = shelf.key(id);
              if (!isFirst.test(key)) {
                status.setRollbackOnly();
                return Kept.Refused.because("file", "This upload has been used already.");
              }
              return new Kept.Done(key);
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
