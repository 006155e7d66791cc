package dev.assay.server.competitions.exports;

import dev.assay.server.competitions.CompetitionAccess;
import dev.assay.server.competitions.CompetitionAccess.Seen;
import dev.assay.server.competitions.exports.Dump.Content;
import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/** Dumps for scripts and the command line; organisers only. */
@RestController
final class DumpApi {
  private final CompetitionAccess access;
  private final Dumps dumps;

  DumpApi(CompetitionAccess access, Dumps dumps) {
    this.access = access;
    this.dumps = dumps;
  }

  /**
   * A dump.
   *
   * @param content {@code files} or {@code keys}
   * @param state {@code queued}, {@code running}, {@code finished} or {@code failed}
   * @param file where to get it; null before it is finished
   */
  record DumpJson(
      long id,
      String content,
      String state,
      String progress,
      @Nullable String error,
      @Nullable String file,
      long size,
      Instant createdAt) {}

  /**
   * What to dump.
   *
   * @param content {@code files} (default) or {@code keys}
   */
  record Wish(@Nullable String content) {}

  @GetMapping("/api/v1/competitions/{id}/dumps")
  List<DumpJson> list(@PathVariable long id) {
    return dumps.list(access.organise(id).id()).stream().map(DumpApi::json).toList();
  }

  @PostMapping("/api/v1/competitions/{id}/dumps")
  ResponseEntity<?> ask(@PathVariable long id, @RequestBody(required = false) @Nullable Wish wish) {
    var seen = access.organise(id);
    var wanted = wish == null ? "files" : Objects.requireNonNullElse(wish.content(), "files");
    var content =
        Arrays.stream(Content.values()).filter(one -> one.text().equals(wanted)).findFirst();
    if (content.isEmpty()) {
      return ResponseEntity.unprocessableContent()
          .body(Map.of("error", "\"content\" must be \"files\" or \"keys\"."));
    }
    var dump = dumps.ask(seen.id(), seen.account().id(), content.get());
    return ResponseEntity.accepted().location(URI.create(path(dump))).body(json(dump));
  }

  @GetMapping("/api/v1/competitions/{id}/dumps/{dump}")
  DumpJson get(@PathVariable long id, @PathVariable long dump) {
    return json(find(access.organise(id), dump));
  }

  @GetMapping("/api/v1/competitions/{id}/dumps/{dump}/file")
  ResponseEntity<?> file(@PathVariable long id, @PathVariable long dump) {
    var link = dumps.link(find(access.organise(id), dump));
    return link.isPresent()
        ? ResponseEntity.status(HttpStatus.FOUND).location(URI.create(link.get())).build()
        : ResponseEntity.status(HttpStatus.CONFLICT)
            .body(Map.of("error", "The dump is not finished."));
  }

  @DeleteMapping("/api/v1/competitions/{id}/dumps/{dump}")
  ResponseEntity<Void> delete(@PathVariable long id, @PathVariable long dump) throws IOException {
    dumps.delete(find(access.organise(id), dump));
    return ResponseEntity.noContent().build();
  }

  private Dump find(Seen seen, long dump) {
    return dumps
        .find(seen.id(), dump)
        .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
  }

  private static String path(Dump dump) {
    return "/api/v1/competitions/%s/dumps/%d".formatted(dump.competition(), dump.id());
  }

  private static DumpJson json(Dump dump) {
    return new DumpJson(
        dump.id(),
        dump.content().text(),
        dump.state().text(),
        dump.progress(),
        dump.error(),
        dump.blob() == null ? null : path(dump) + "/file",
        dump.size(),
        dump.createdAt());
  }
}
