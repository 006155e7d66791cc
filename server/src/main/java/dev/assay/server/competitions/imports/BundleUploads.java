package dev.assay.server.competitions.imports;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import dev.assay.server.accounts.Account;
import dev.assay.server.kernel.AccountId;
import dev.assay.server.storage.Blob;
import dev.assay.server.storage.Storage;
import dev.assay.server.uploads.FinishedUpload;
import dev.assay.server.uploads.Uploads;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionOperations;
import org.springframework.web.server.ResponseStatusException;

/** Takes bundles and queues their import. */
@Service
final class BundleUploads {
  private final Storage storage;
  private final JdbcImports imports;
  private final SchedulerClient scheduler;
  private final Uploads received;
  private final TransactionOperations transactions;
  private final ImportSettings settings;
  private final Clock clock;

  BundleUploads(
      Storage storage,
      JdbcImports imports,
      SchedulerClient scheduler,
      Uploads received,
      TransactionOperations transactions,
      ImportSettings settings,
      Clock clock) {
    this.storage = storage;
    this.imports = imports;
    this.scheduler = scheduler;
    this.received = received;
    this.transactions = transactions;
    this.settings = settings;
    this.clock = clock;
  }

  /** Stores the bundle whole; its import is queued in the transaction that records it. */
  ImportId upload(Account account, InputStream bytes, String fileName)
      throws IOException, Storage.TooLarge {
    var bundle =
        storage.store(bytes, settings.maxBundleSize().toBytes(), fileName, "application/zip");
    return take(bundle, account.id());
  }

  /** Queues the import of a stored bundle, in the transaction that records it. */
  ImportId take(Blob bundle, AccountId account) {
    return transactions.execute(
        _ -> {
          var id = imports.queue(account, bundle.id());
          schedule(ImportTask.instance(id));
          return id;
        });
  }

  /**
   * Queues the import of a bundle that came over several connections. Asked once more, as after a
   * lost answer, it gives the same import.
   *
   * @return empty if there is no such whole upload of this account, or it has expired
   */
  Optional<ImportId> upload(Account account, String upload) {
    return received.finished(upload, BundleUpload.NAME, account).map(one -> queue(account, one));
  }

  private ImportId queue(Account account, FinishedUpload upload) {
    if (upload.usedFor() != null) {
      return new ImportId(Long.parseLong(upload.usedFor()));
    }
    return transactions.execute(
        _ -> {
          var id = imports.queue(account.id(), upload.blob().id());
          if (!received.use(upload.id(), id.toString())) {
            throw new ResponseStatusException(
                HttpStatus.CONFLICT, "This upload is being imported already.");
          }
          schedule(ImportTask.instance(id));
          return id;
        });
  }

  /** Queues a refused or failed import once more, with the same bundle. */
  void retry(ImportId id) {
    transactions.executeWithoutResult(
        _ -> {
          if (imports.requeue(id)) {
            schedule(ImportTask.retry(id));
          }
        });
  }

  private void schedule(TaskInstance<Void> instance) {
    scheduler.scheduleIfNotExists(instance, clock.instant());
  }

  /** The import if this account may see it: its own, and an administrator any. */
  Optional<BundleImport> find(ImportId id, Account reader) {
    return imports
        .find(id)
        .filter(found -> found.account().equals(reader.id()) || reader.isAdministrator());
  }

  /** The uploaded file. */
  Blob file(BundleImport bundleImport) {
    return storage.find(bundleImport.bundle()).orElseThrow();
  }
}
