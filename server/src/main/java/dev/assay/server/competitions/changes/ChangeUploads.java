package dev.assay.server.competitions.changes;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import dev.assay.server.accounts.Account;
import dev.assay.server.competitions.changes.CompetitionChanges.Reason;
import dev.assay.server.competitions.imports.BundleIntake;
import dev.assay.server.kernel.CompetitionId;
import dev.assay.server.kernel.RetriedTask;
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

/** Takes new versions of bundles and queues their plans. */
@Service
final class ChangeUploads {
  private final Storage storage;
  private final BundleIntake intake;
  private final Uploads received;
  private final JdbcChanges changes;
  private final SchedulerClient scheduler;
  private final TransactionOperations transactions;
  private final Clock clock;

  ChangeUploads(
      Storage storage,
      BundleIntake intake,
      Uploads received,
      JdbcChanges changes,
      SchedulerClient scheduler,
      TransactionOperations transactions,
      Clock clock) {
    this.storage = storage;
    this.intake = intake;
    this.received = received;
    this.changes = changes;
    this.scheduler = scheduler;
    this.transactions = transactions;
    this.clock = clock;
  }

  long maxBytes() {
    return intake.maxBytes();
  }

  /** Stores the bundle whole; its plan is queued in the transaction that records it. */
  ChangeId upload(CompetitionId competition, Account by, InputStream bytes, String fileName)
      throws IOException, Storage.TooLarge {
    var bundle = storage.store(bytes, maxBytes(), fileName, "application/zip");
    return transactions.execute(_ -> queue(competition, by, bundle));
  }

  /** The same for a bundle that came over several connections; empty if there is none. */
  Optional<ChangeId> upload(CompetitionId competition, Account by, String upload) {
    return received
        .finished(upload, VersionUpload.NAME, by)
        .map(one -> upload(competition, by, one));
  }

  private ChangeId upload(CompetitionId competition, Account by, FinishedUpload upload) {
    if (upload.usedFor() != null) {
      return new ChangeId(Long.parseLong(upload.usedFor()));
    }
    return transactions.execute(
        _ -> {
          var id = queue(competition, by, upload.blob());
          if (!received.use(upload.id(), id.toString())) {
            throw new ResponseStatusException(
                HttpStatus.CONFLICT, "This upload is being planned already.");
          }
          return id;
        });
  }

  private ChangeId queue(CompetitionId competition, Account by, Blob bundle) {
    var reason = new Reason(by.id(), Origin.BUNDLE, bundle.fileName());
    var id = changes.queue(competition, reason, bundle.id());
    scheduler.scheduleIfNotExists(
        RetriedTask.instance(UploadedChange.TASK, id.value()), clock.instant());
    return id;
  }
}
