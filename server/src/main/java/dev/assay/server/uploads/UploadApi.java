package dev.assay.server.uploads;

import dev.assay.server.accounts.CurrentAccount;
import dev.assay.server.uploads.Beginnings.Begun;
import dev.assay.server.uploads.Receiver.Piece;
import dev.assay.server.uploads.Receiver.Received;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RestController;

/**
 * Resumable uploads by tus 1.0.0 (https://tus.io/protocols/resumable-upload) with its extensions
 * creation, termination, checksum and expiration. An upload that is not the caller's does not exist
 * for them.
 */
@RestController
final class UploadApi {
  private static final String ROOT = "/api/v1/uploads";
  private static final String VERSION = "1.0.0";
  private static final String PIECE = "application/offset+octet-stream";

  private final CurrentAccount current;
  private final Beginnings beginnings;
  private final StoredUploads uploads;
  private final Receiver receiver;

  UploadApi(
      CurrentAccount current, Beginnings beginnings, StoredUploads uploads, Receiver receiver) {
    this.current = current;
    this.beginnings = beginnings;
    this.uploads = uploads;
    this.receiver = receiver;
  }

  /** An upload as JSON, which tus does not have. */
  record UploadBody(
      String id,
      String fileName,
      long size,
      long received,
      @Nullable String sha256,
      @Nullable Instant receivedAt) {

    static UploadBody of(Upload upload) {
      var whole = upload.whole();
      return new UploadBody(
          upload.id().toString(),
          upload.fileName(),
          upload.size(),
          upload.received(),
          whole == null ? null : whole.sha256(),
          whole == null ? null : whole.at());
    }
  }

  @RequestMapping(
      path = {ROOT, ROOT + "/{id}"},
      method = RequestMethod.OPTIONS)
  ResponseEntity<?> options() {
    return tus(204)
        .header("Tus-Version", VERSION)
        .header("Tus-Extension", "creation,termination,checksum,expiration")
        .header(
            "Tus-Checksum-Algorithm", String.join(",", new TreeSet<>(Checksum.ALGORITHMS.keySet())))
        .build();
  }

  @PostMapping(ROOT)
  ResponseEntity<?> begin(
      @RequestHeader(name = "Tus-Resumable", required = false) @Nullable String version,
      @RequestHeader(name = "Upload-Length", required = false) @Nullable Long size,
      @RequestHeader(name = "Upload-Metadata", defaultValue = "") String metadata)
      throws IOException {
    var account = current.require();
    if (!VERSION.equals(version)) {
      return otherVersion();
    }
    var about = UploadMetadata.parse(metadata);
    if (size == null || size < 1 || about.isEmpty()) {
      return refused(
          400,
          "Upload-Length must say how many bytes come (at least one), Upload-Metadata what they are for.");
    }
    return switch (beginnings.begin(account, size, about.get())) {
      case Begun.At(var id) -> tus(201).location(URI.create(ROOT + "/" + id)).build();
      case Begun.Refused(var status, var message) -> refused(status, message);
    };
  }

  @RequestMapping(path = ROOT + "/{id}", method = RequestMethod.HEAD)
  ResponseEntity<?> position(@PathVariable String id) throws IOException {
    var upload = find(id);
    if (upload.isEmpty()) {
      return notFound();
    }
    var offset = receiver.position(upload.get());
    return offset.isEmpty()
        ? busy()
        : tus(200)
            .header("Cache-Control", "no-store")
            .header("Upload-Offset", offset.get().toString())
            .header("Upload-Length", Long.toString(upload.get().size()))
            .build();
  }

  /** How far it is; unlike HEAD it disturbs nobody who is sending. */
  @GetMapping(ROOT + "/{id}")
  ResponseEntity<?> show(@PathVariable String id) {
    var upload = find(id);
    return upload.isEmpty()
        ? notFound()
        : tus(200).header("Cache-Control", "no-store").body(UploadBody.of(upload.get()));
  }

  @PatchMapping(ROOT + "/{id}")
  ResponseEntity<?> goOn(
      @PathVariable String id,
      @RequestHeader(name = "Tus-Resumable", required = false) @Nullable String version,
      @RequestHeader(name = "Upload-Offset", required = false) @Nullable Long offset,
      @RequestHeader(name = "Upload-Checksum", required = false) @Nullable String checksum,
      HttpServletRequest request)
      throws IOException {
    var upload = find(id);
    if (upload.isEmpty()) {
      return notFound();
    }
    if (!VERSION.equals(version)) {
      return otherVersion();
    }
    if (!PIECE.equals(request.getContentType())) {
      return refused(415, "A piece of a file has the content type " + PIECE + ".");
    }
    if (offset == null || offset < 0) {
      return refused(400, "Upload-Offset must say where the piece begins.");
    }
    if (request.getContentLengthLong() > upload.get().size() - offset) {
      return tooMuch(upload.get().size());
    }
    var sum = Optional.ofNullable(checksum).map(Checksum::parse);
    if (sum.isPresent() && sum.get().isEmpty()) {
      return refused(400, "Upload-Checksum must be sha256 or sha1 and the sum in Base64.");
    }
    var piece =
        new Piece(offset, request.getInputStream(), sum.flatMap(found -> found).orElse(null));
    return answer(receiver.receive(upload.get(), piece));
  }

  private static ResponseEntity<?> answer(Received received) {
    return switch (received) {
      case Received.Upto(var offset) ->
          tus(204).header("Upload-Offset", Long.toString(offset)).build();
      case Received.WrongOffset(var offset) ->
          tus(409)
              .header("Upload-Offset", Long.toString(offset))
              .body(Map.of("error", "The next piece begins at byte %d.".formatted(offset)));
      case Received.TooMuch(var size) -> tooMuch(size);
      case Received.Damaged() ->
          refused(460, "The piece is not what its checksum says. Send it again.");
      case Received.Busy() -> busy();
      case Received.Gone() -> notFound();
    };
  }

  @DeleteMapping(ROOT + "/{id}")
  ResponseEntity<?> end(@PathVariable String id) throws IOException {
    var upload = find(id);
    if (upload.isEmpty()) {
      return notFound();
    }
    uploads.end(upload.get());
    return tus(204).build();
  }

  private Optional<Upload> find(String id) {
    return uploads.find(id, current.require());
  }

  private static ResponseEntity.BodyBuilder tus(int status) {
    return ResponseEntity.status(HttpStatusCode.valueOf(status)).header("Tus-Resumable", VERSION);
  }

  private static ResponseEntity<?> refused(int status, String message) {
    return tus(status).body(Map.of("error", message));
  }

  private static ResponseEntity<?> tooMuch(long size) {
    return refused(413, "More comes than the %d bytes that were announced.".formatted(size));
  }

  private static ResponseEntity<?> notFound() {
    return refused(404, "There is no such upload of yours, or it has expired: begin it anew.");
  }

  private static ResponseEntity<?> busy() {
    return tus(423)
        .header("Retry-After", "1")
        .body(
            Map.of("error", "Another connection still holds this upload: try again in a second."));
  }

  private static ResponseEntity<?> otherVersion() {
    return tus(412)
        .header("Tus-Version", VERSION)
        .body(Map.of("error", "Send the header Tus-Resumable: " + VERSION + "."));
  }
}
