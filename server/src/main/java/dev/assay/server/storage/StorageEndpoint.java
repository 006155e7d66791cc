package dev.assay.server.storage;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.core.io.FileSystemResource;
import org.springframework.core.io.Resource;
import org.springframework.http.CacheControl;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Where signed links lead. Everything goes out as an attachment that no browser interprets. */
@RestController
class StorageEndpoint {
  private final LocalDisk disk;
  private final SignedLinks links;
  private final LocalDiskStorage storage;
  private final ApplicationEventPublisher events;

  StorageEndpoint(
      LocalDisk disk,
      SignedLinks links,
      LocalDiskStorage storage,
      ApplicationEventPublisher events) {
    this.events = events;
    this.disk = disk;
    this.links = links;
    this.storage = storage;
  }

  @GetMapping(SignedLinks.DOWNLOADS + "{key:[0-9a-f]{40}}")
  ResponseEntity<?> download(
      @PathVariable String key, @RequestParam long until, @RequestParam String signature) {
    if (!links.allowsDownload(key, until, signature)) {
      return refused(
          HttpStatus.FORBIDDEN,
          "This link has ended or was altered: go back to the page and follow it anew.");
    }
    var blob = storage.findByKey(key);
    if (blob.isEmpty() || !disk.isSealed(key)) {
      return refused(HttpStatus.NOT_FOUND, "This file is no longer stored.");
    }
    var name =
        ContentDisposition.attachment()
            .filename(blob.get().fileName(), StandardCharsets.UTF_8)
            .build();
    return ResponseEntity.ok()
        .contentType(MediaType.APPLICATION_OCTET_STREAM)
        .header("Content-Disposition", name.toString())
        .header("X-Content-Type-Options", "nosniff")
        .eTag(blob.get().sha256())
        .cacheControl(CacheControl.noStore())
        .<Resource>body(new FileSystemResource(disk.object(key)));
  }

  @PutMapping(SignedLinks.UPLOADS + "{key:[0-9a-f]{40}}")
  ResponseEntity<?> upload(
      @PathVariable String key,
      @RequestParam long max,
      @RequestParam long until,
      @RequestParam String signature,
      HttpServletRequest request)
      throws IOException {
    if (!links.allowsUpload(key, max, until, signature)) {
      return refused(HttpStatus.FORBIDDEN, "This upload link has ended or was altered.");
    }
    if (disk.isSealed(key)) {
      return refused(
          HttpStatus.CONFLICT, "What was uploaded here is sealed and cannot be changed.");
    }
    try {
      var written = disk.put(key, request.getInputStream(), max);
      events.publishEvent(new UploadArrived(key));
      return ResponseEntity.ok(Map.of("size", written.size(), "sha256", written.sha256()));
    } catch (Storage.TooLarge e) {
      events.publishEvent(new UploadRefused(key, max));
      return refused(HttpStatus.CONTENT_TOO_LARGE, "This link takes at most " + max + " bytes.");
    }
  }

  private static ResponseEntity<Map<String, String>> refused(HttpStatus status, String message) {
    return ResponseEntity.status(status)
        .contentType(MediaType.APPLICATION_JSON)
        .body(Map.of("error", message));
  }
}
