package dev.assay.server.uploads;

import dev.assay.server.accounts.Account;
import dev.assay.server.storage.Drafts;
import dev.assay.server.uploads.UploadPurpose.Admission;
import dev.assay.server.web.Readable;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.springframework.stereotype.Service;

/** Begins uploads, or says before the first byte why not. */
@Service
final class Beginnings {
  private final List<UploadPurpose> purposes;
  private final JdbcUploads uploads;
  private final Drafts drafts;
  private final UploadsSettings settings;
  private final Clock clock;

  Beginnings(
      List<UploadPurpose> purposes,
      JdbcUploads uploads,
      Drafts drafts,
      UploadsSettings settings,
      Clock clock) {
    this.purposes = List.copyOf(purposes);
    this.uploads = uploads;
    this.drafts = drafts;
    this.settings = settings;
    this.clock = clock;
  }

  /** What came of the wish to begin. */
  sealed interface Begun {
    record At(UploadId id) implements Begun {}

    record Refused(int status, String message) implements Begun {}
  }

  /**
   * Begins an upload if what it is for would take it now, as far as that can be told before its
   * first byte.
   */
  Begun begin(Account account, long size, Map<String, String> about) throws IOException {
    var wanted = about.getOrDefault("purpose", "");
    var purpose = purposes.stream().filter(one -> one.name().equals(wanted)).findFirst();
    if (purpose.isEmpty()) {
      return new Begun.Refused(
          400,
          "Upload-Metadata must name a purpose, one of %s."
              .formatted(
                  String.join(", ", purposes.stream().map(UploadPurpose::name).sorted().toList())));
    }
    return switch (purpose.get().admit(account, about)) {
      case Admission.Refused(var status, var message) -> new Begun.Refused(status, message);
      case Admission.Allowed(var maxBytes) -> begin(account, size, maxBytes, about);
    };
  }

  private Begun begin(Account account, long size, long maxBytes, Map<String, String> about)
      throws IOException {
    var refused = refusal(account, size, maxBytes);
    if (refused.isPresent()) {
      return refused.get();
    }
    var upload =
        new Upload(
            UploadId.random(),
            account.id(),
            Objects.requireNonNull(about.get("purpose")),
            about.getOrDefault("filename", "upload.zip"),
            size,
            0,
            drafts.create(),
            "",
            null,
            null,
            null,
            clock.instant());
    uploads.insert(upload);
    return new Begun.At(upload.id());
  }

  private Optional<Begun.Refused> refusal(Account account, long size, long maxBytes)
      throws IOException {
    if (size > maxBytes) {
      return Optional.of(
          new Begun.Refused(
              413,
              "The file has %s; at most %s are taken."
                  .formatted(Readable.size(size), Readable.size(maxBytes))));
    }
    if (uploads.unfinished(account.id()) >= settings.maxUnfinished()) {
      return Optional.of(
          new Begun.Refused(
              429,
              "You have %d unfinished uploads: finish or end some of them; those that rest are forgotten after %s."
                  .formatted(
                      settings.maxUnfinished(), Readable.duration(settings.keepUnfinished()))));
    }
    if (size > drafts.room() - settings.spareDisk().toBytes()) {
      return Optional.of(
          new Begun.Refused(
              507, "The site has no room for this file just now: tell the person who runs it."));
    }
    return Optional.empty();
  }
}
