package dev.assay.server.competitions.imports;

import dev.assay.bundle.FindingJson;
import dev.assay.server.accounts.CurrentAccount;
import dev.assay.server.storage.Storage;
import java.io.IOException;
import java.net.URI;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;
import tools.jackson.databind.node.ArrayNode;

/** Uploading bundles from scripts and the command line. */
@RestController
final class BundleApi {
  private final CurrentAccount current;
  private final BundleUploads uploads;

  BundleApi(CurrentAccount current, BundleUploads uploads) {
    this.current = current;
    this.uploads = uploads;
  }

  @PostMapping("/api/v1/competitions/upload")
  ResponseEntity<?> upload(
      @RequestParam(name = "file", required = false) @Nullable MultipartFile file,
      @RequestParam(name = "upload", required = false) @Nullable String upload)
      throws IOException {
    var account = current.require();
    if (upload != null) {
      return uploads
          .upload(account, upload)
          .<ResponseEntity<?>>map(BundleApi::accepted)
          .orElseGet(
              () ->
                  refused(
                      HttpStatus.NOT_FOUND,
                      "There is no whole upload %s of yours, or it has expired."
                          .formatted(upload)));
    }
    if (file == null || file.isEmpty()) {
      return refused(
          HttpStatus.BAD_REQUEST,
          "Send the bundle's zip as the part 'file' of multipart/form-data, or name a finished upload by 'upload'.");
    }
    try (var bytes = file.getInputStream()) {
      return accepted(uploads.upload(account, bytes, BundleIntake.fileName(file)));
    } catch (Storage.TooLarge e) {
      return refused(HttpStatus.CONTENT_TOO_LARGE, BundleIntake.refusal(e));
    }
  }

  private static ResponseEntity<Map<String, Object>> accepted(ImportId id) {
    var location = URI.create("/api/v1/imports/" + id);
    return ResponseEntity.accepted()
        .location(location)
        .body(Map.of("import", id.value(), "location", location, "page", "/bundles/" + id));
  }

  /**
   * How far an import is.
   *
   * @param findings in the form in which {@code assay lint --json} prints them
   */
  record ImportJson(
      long id,
      String state,
      String progress,
      ArrayNode findings,
      @Nullable String error,
      @Nullable Long competition) {

    static ImportJson of(BundleImport work) {
      var competition = work.competition();
      return new ImportJson(
          work.id().value(),
          work.state().text(),
          work.progress(),
          FindingJson.array(work.findings()),
          work.error(),
          competition == null ? null : competition.value());
    }
  }

  @GetMapping("/api/v1/imports/{id}")
  ResponseEntity<?> get(@PathVariable long id) {
    var account = current.require();
    var work = uploads.find(new ImportId(id), account);
    if (work.isEmpty()) {
      return refused(HttpStatus.NOT_FOUND, "There is no import %d of yours.".formatted(id));
    }
    return ResponseEntity.ok(ImportJson.of(work.get()));
  }

  @PostMapping("/api/v1/imports/{id}/retry")
  ResponseEntity<?> retry(@PathVariable long id) {
    var account = current.require();
    uploads.find(new ImportId(id), account).ifPresent(work -> uploads.retry(work.id()));
    return get(id);
  }

  private static ResponseEntity<Map<String, String>> refused(HttpStatus status, String why) {
    return ResponseEntity.status(status).body(Map.of("error", why));
  }
}
