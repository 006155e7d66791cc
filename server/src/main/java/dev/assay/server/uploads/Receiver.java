package dev.assay.server.uploads;

import dev.assay.server.storage.Blob;
import dev.assay.server.storage.Draft;
import dev.assay.server.storage.Drafts;
import dev.assay.server.storage.Storage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.ClosedChannelException;
import java.time.Clock;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;

/**
 * Takes the bytes of uploads in. They are hashed on their way to the disk and written once; the
 * record follows at least every second, and whenever a connection ends, however it does. So whoever
 * goes on after a cut goes on behind the last byte, after the death of the site at most a second
 * before it.
 */
@Service
final class Receiver {
  private static final Logger log = LoggerFactory.getLogger(Receiver.class);
  private static final int BLOCK = 256 << 10;
  private static final String MEDIA_TYPE = "application/zip";

  private final Drafts drafts;
  private final Storage storage;
  private final JdbcUploads uploads;
  private final UploadsSettings settings;
  private final Clock clock;

  Receiver(
      Drafts drafts, Storage storage, JdbcUploads uploads, UploadsSettings settings, Clock clock) {
    this.drafts = drafts;
    this.storage = storage;
    this.uploads = uploads;
    this.settings = settings;
    this.clock = clock;
  }

  /** What came of a piece. */
  sealed interface Received {
    /** Everything sent was taken; so many bytes are there now. */
    record Upto(long offset) implements Received {}

    /** The piece begins elsewhere than behind the last byte. */
    record WrongOffset(long offset) implements Received {}

    /** More came than was announced. */
    record TooMuch(long size) implements Received {}

    /** The piece is not what its checksum says; nothing of it was kept. */
    record Damaged() implements Received {}

    /** Another instance of the site holds the upload. */
    record Busy() implements Received {}

    /** It was ended or has expired meanwhile. */
    record Gone() implements Received {}
  }

  /**
   * A piece of a file.
   *
   * @param offset where it begins
   * @param checksum what it must have; null to take it as it comes
   */
  record Piece(long offset, InputStream bytes, @Nullable Checksum checksum) {}

  /**
   * @throws IOException when the connection broke or the disk failed; what arrived before is kept
   */
  Received receive(Upload upload, Piece piece) throws IOException {
    if (upload.isWhole()) {
      return piece.offset() == upload.size()
          ? new Received.Upto(upload.size())
          : new Received.WrongOffset(upload.size());
    }
    var opened = open(upload);
    if (opened.isEmpty()) {
      return new Received.Busy();
    }
    try (var draft = opened.get()) {
      if (draft.length() != piece.offset()) {
        return new Received.WrongOffset(draft.length());
      }
      if (!uploads.claim(upload.id(), drafts.writer())) {
        return new Received.Gone();
      }
      return take(upload, piece, draft);
    }
  }

  private Optional<Draft> open(Upload upload) throws IOException {
    return drafts.open(
        upload.objectKey(),
        () ->
            uploads
                .find(upload.id())
                .map(now -> new Drafts.Confirmed(now.received(), now.writer()))
                .orElse(new Drafts.Confirmed(0, "")));
  }

  private Received take(Upload upload, Piece piece, Draft draft) throws IOException {
    var checksum = piece.checksum();
    var checked = checksum == null ? null : checksum.over(piece.bytes());
    draft.mark();
    try {
      var refused = copy(upload, checked == null ? piece.bytes() : checked, draft, checked == null);
      if (refused != null || (checked != null && !checked.holds())) {
        takeBack(checked != null, piece, draft);
        keep(upload, draft);
        return refused == null ? new Received.Damaged() : refused;
      }
    } catch (Draft.Superseded e) {
      return new Received.Busy();
    } catch (IOException e) {
      takeBack(checked != null, piece, draft);
      keep(upload, draft);
      throw e;
    }
    return end(upload, draft);
  }

  /** A piece with a checksum stays whole or not at all; what came of any other is worth keeping. */
  private static void takeBack(boolean isChecked, Piece piece, Draft draft) throws IOException {
    if (isChecked) {
      draft.backTo(piece.offset());
    }
  }

  private void keep(Upload upload, Draft draft) throws IOException {
    try {
      draft.force();
      uploads.progress(upload.id(), drafts.writer(), draft.length());
    } catch (ClosedChannelException e) {
      log.debug("Upload {} goes on over another connection already", upload.id());
    }
  }

  private Received end(Upload upload, Draft draft) throws IOException {
    draft.force();
    var isWhole = draft.length() == upload.size();
    var isThere =
        isWhole
            ? uploads.whole(upload.id(), drafts.writer(), draft.sha256())
            : uploads.progress(upload.id(), drafts.writer(), draft.length());
    if (!isThere) {
      return new Received.Gone();
    }
    if (isWhole) {
      draft.close();
      seal(uploads.find(upload.id()).orElseThrow());
    }
    return new Received.Upto(draft.length());
  }

  /** Appends all that comes; answers why that was not all, null if it was. */
  private @Nullable Received copy(
      Upload upload, InputStream bytes, Draft draft, boolean withCheckpoints) throws IOException {
    var block = new Block(BLOCK);
    var nextCheckpoint = clock.instant().plus(settings.checkpoint());
    while (true) {
      var left = upload.size() - draft.length();
      try {
        block.fill(bytes, left + 1);
      } finally {
        block.appendTo(draft, left); // Also when the connection broke in the middle of a block.
      }
      if (block.length() > left) {
        return new Received.TooMuch(upload.size());
      }
      if (block.isLast()) {
        return null;
      }
      if (withCheckpoints && clock.instant().isAfter(nextCheckpoint)) {
        draft.force();
        if (!uploads.progress(upload.id(), drafts.writer(), draft.length())) {
          return new Received.Gone();
        }
        nextCheckpoint = clock.instant().plus(settings.checkpoint());
      }
    }
  }

  /**
   * Where the sender has to go on. Whoever may still be writing for the same upload has stopped
   * when this returns, so that the answer stays true.
   *
   * @return empty while another instance of the site holds the upload
   */
  Optional<Long> position(Upload upload) throws IOException {
    if (upload.isWhole()) {
      return Optional.of(upload.size());
    }
    var opened = open(upload);
    if (opened.isEmpty()) {
      return Optional.empty();
    }
    try (var draft = opened.get()) {
      if (uploads.claim(upload.id(), drafts.writer())) {
        keep(upload, draft);
      }
      return Optional.of(draft.length());
    }
  }

  /** Makes a whole upload an object, also one whose site died in between. */
  Blob seal(Upload upload) throws IOException {
    if (upload.blob() != null) {
      return storage.find(upload.blob()).orElseThrow();
    }
    var whole = Objects.requireNonNull(upload.whole(), "only what is whole is sealed");
    var blob =
        drafts.seal(
            upload.objectKey(),
            upload.size(),
            whole.sha256(),
            upload.fileName(),
            MEDIA_TYPE,
            whole.at());
    uploads.sealed(upload.id(), blob.id());
    log.info("Upload {} of {} bytes is whole", upload.id(), upload.size());
    return blob;
  }
}
