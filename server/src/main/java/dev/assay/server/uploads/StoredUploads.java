package dev.assay.server.uploads;

import dev.assay.server.accounts.Account;
import dev.assay.server.storage.Drafts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.Optional;
import org.springframework.stereotype.Service;

/** Finds uploads for their owners, hands out what is whole, and forgets what rests too long. */
@Service
final class StoredUploads implements Uploads {
  private final JdbcUploads uploads;
  private final Drafts drafts;
  private final Receiver receiver;
  private final UploadsSettings settings;
  private final Clock clock;

  StoredUploads(
      JdbcUploads uploads,
      Drafts drafts,
      Receiver receiver,
      UploadsSettings settings,
      Clock clock) {
    this.uploads = uploads;
    this.drafts = drafts;
    this.receiver = receiver;
    this.settings = settings;
    this.clock = clock;
  }

  /** The upload if it is this account's and has not expired. */
  Optional<Upload> find(String id, Account account) {
    return UploadId.parse(id)
        .flatMap(uploads::find)
        .filter(found -> found.account().equals(account.id()))
        .filter(found -> !hasExpired(found));
  }

  private boolean hasExpired(Upload upload) {
    if (upload.usedFor() != null) {
      return false;
    }
    var whole = upload.whole();
    var until =
        whole == null
            ? upload.touchedAt().plus(settings.keepUnfinished())
            : whole.at().plus(settings.keepUnused());
    return until.isBefore(clock.instant());
  }

  @Override
  public Optional<FinishedUpload> finished(String id, String purpose, Account account) {
    return find(id, account)
        .filter(found -> found.isWhole() && found.purpose().equals(purpose))
        .map(
            found -> {
              try {
                return new FinishedUpload(found.id(), receiver.seal(found), found.usedFor());
              } catch (IOException e) {
                throw new UncheckedIOException("Cannot seal upload " + found.id(), e);
              }
            });
  }

  @Override
  public boolean use(UploadId id, String result) {
    return uploads.use(id, result);
  }

  /** Ends an upload that is not whole, and forgets its bytes. */
  void end(Upload upload) throws IOException {
    if (uploads.delete(upload.id())) {
      drafts.delete(upload.objectKey());
    }
  }

  /** Forgets what nobody went on with. What it was used for is no longer said of old ones. */
  void sweep() throws IOException {
    var now = clock.instant();
    for (var key : uploads.forgetUnfinished(now.minus(settings.keepUnfinished()))) {
      drafts.delete(key);
    }
    uploads.forgetWhole(now.minus(settings.keepUnfinished()));
    // What imports and killed sites left; a draft on record may rest without being written to.
    for (var key : drafts.resting(now.minus(settings.keepUnfinished()))) {
      if (!uploads.isOnRecord(key)) {
        drafts.delete(key);
      }
    }
  }
}
