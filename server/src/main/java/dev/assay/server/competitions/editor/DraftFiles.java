package dev.assay.server.competitions.editor;

import dev.assay.bundle.competition.ImageKind;
import dev.assay.server.accounts.CurrentAccount;
import dev.assay.server.storage.Blob;
import dev.assay.server.storage.Storage;
import dev.assay.server.uploads.FinishedUpload;
import dev.assay.server.uploads.Uploads;
import dev.assay.server.web.Finding;
import dev.assay.server.web.Readable;
import dev.assay.server.web.SentName;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.web.multipart.MultipartFile;

/** Takes the files that are sent for parts of drafts, in one piece or in several. */
@Component
final class DraftFiles {
  private static final int HEAD = 64;

  private final Storage storage;
  private final Uploads uploads;
  private final CurrentAccount current;

  DraftFiles(Storage storage, Uploads uploads, CurrentAccount current) {
    this.storage = storage;
    this.uploads = uploads;
    this.current = current;
  }

  /** A file that came, or what is wrong with it. */
  sealed interface Taken {
    record File(Blob blob) implements Taken {}

    record Wrong(Finding problem) implements Taken {}
  }

  /** A file that came with its form. */
  Taken take(PartName part, @Nullable MultipartFile file, long maxBytes) throws IOException {
    if (file == null || file.isEmpty()) {
      return wrong("No file came with the form.", "Choose a file.");
    }
    try (var bytes = new BufferedInputStream(file.getInputStream())) {
      bytes.mark(HEAD);
      var picture = ImageKind.of(bytes.readNBytes(HEAD));
      bytes.reset();
      if (part.isPicture() && picture.isEmpty()) {
        return noPicture();
      }
      var name = SentName.of(file, "file.zip");
      var type = picture.map(ImageKind::mediaType).orElse("application/zip");
      return new Taken.File(storage.store(bytes, maxBytes, name, type));
    } catch (Storage.TooLarge e) {
      return wrong(
          "The file is larger than the %s that this site takes."
              .formatted(Readable.size(e.maxBytes())),
          "Leave out what no run needs.");
    }
  }

  /** A file that came ahead of its form. */
  Taken take(String upload) {
    Optional<FinishedUpload> finished =
        uploads.finished(upload, DraftPartUpload.NAME, current.require());
    return finished
        .<Taken>map(one -> new Taken.File(one.blob()))
        .orElseGet(() -> wrong("The upload is not whole, or has expired.", "Send it again."));
  }

  private static Taken noPicture() {
    return wrong(
        "This is no JPEG, PNG, GIF or WebP picture; what counts is the content, not the name.",
        "Convert it to PNG.");
  }

  private static Taken wrong(String cause, String fix) {
    return new Taken.Wrong(Finding.error(cause, fix));
  }
}
