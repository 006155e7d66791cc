package dev.assay.server.competitions;

import dev.assay.server.storage.Storage;
import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import org.springframework.core.io.InputStreamResource;
import org.springframework.core.io.Resource;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.view.RedirectView;

/** Hands out a competition's files to those they are for, and its logo to whoever sees it. */
@Controller
final class CompetitionFiles {
  private static final Duration LINK_LIFE = Duration.ofMinutes(5);

  /** Pictures that hold no script. What else calls itself a logo is not shown. */
  private static final Set<String> PICTURES =
      Set.of("image/png", "image/jpeg", "image/gif", "image/webp");

  private final CompetitionAccess access;
  private final JdbcFiles files;
  private final Storage storage;

  CompetitionFiles(CompetitionAccess access, JdbcFiles files, Storage storage) {
    this.access = access;
    this.files = files;
    this.storage = storage;
  }

  @GetMapping("/competitions/{id}/files/{dataset}")
  RedirectView download(@PathVariable long id, @PathVariable long dataset) {
    var seen = access.takePart(id);
    var file =
        files.list(seen.id()).stream()
            .filter(one -> one.dataset().value() == dataset && one.isFor(seen.standing()))
            .findFirst()
            .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    return new RedirectView(storage.downloadLink(file.blob(), LINK_LIFE), true, false);
  }

  @GetMapping("/competitions/{id}/logo")
  ResponseEntity<Resource> logo(@PathVariable long id) throws IOException {
    var seen = access.see(id);
    var blob =
        files
            .logo(seen.id())
            .flatMap(storage::find)
            .filter(found -> PICTURES.contains(found.mediaType()))
            .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    var cache = CacheControl.maxAge(Duration.ofHours(1));
    return ResponseEntity.ok()
        .contentType(MediaType.parseMediaType(blob.mediaType()))
        .contentLength(blob.size())
        .eTag(blob.sha256())
        .cacheControl(seen.competition().isPublished() ? cache.cachePublic() : cache.cachePrivate())
        .header("Content-Security-Policy", "default-src 'none'; sandbox")
        .header("X-Content-Type-Options", "nosniff")
        .body(new InputStreamResource(storage.open(blob.id())));
  }
}
