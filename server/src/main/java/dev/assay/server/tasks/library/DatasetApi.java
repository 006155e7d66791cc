package dev.assay.server.tasks.library;

import dev.assay.server.tasks.Library;
import dev.assay.server.tasks.LibraryDataset;
import dev.assay.server.tasks.Reach;
import dev.assay.server.tasks.Sharing;
import dev.assay.server.tasks.Sharing.Thing.OfDataset;
import dev.assay.server.tasks.library.OwnDatasets.Wanted;
import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;

/** Data sets for scripts. What is neither one's own nor shared nor public answers 404. */
@RestController
final class DatasetApi {
  private final Things things;
  private final Library library;
  private final OwnDatasets own;
  private final Sharing sharing;

  DatasetApi(Things things, Library library, OwnDatasets own, Sharing sharing) {
    this.things = things;
    this.library = library;
    this.own = own;
    this.sharing = sharing;
  }

  /**
   * A data set.
   *
   * @param reach {@code own}, {@code shared} or {@code public}: why the caller may use it
   * @param sharedWith user names, for the owner; null for others
   */
  record DatasetJson(
      UUID key,
      String type,
      String name,
      String description,
      String owner,
      String reach,
      boolean isPublic,
      String fileName,
      long size,
      String sha256,
      Instant createdAt,
      String file,
      @Nullable List<String> sharedWith) {}

  /**
   * @param next the address of the older ones; null on the last page
   */
  record ListJson(List<DatasetJson> datasets, @Nullable String next) {}

  @GetMapping("/api/v1/datasets")
  ListJson list(LibraryFilter filter) {
    var found = library.datasets(filter.query(things.reader()));
    var shown = found.stream().limit(LibraryFilter.PAGE).toList();
    var next =
        found.size() > shown.size()
            ? "/api/v1/datasets" + filter.parameters(null, shown.getLast().id().value())
            : null;
    var names = things.names(shown.stream().map(LibraryDataset::owner).toList());
    return new ListJson(
        shown.stream().map(one -> json(one, names.of(one.owner()), null)).toList(), next);
  }

  private static DatasetJson json(
      LibraryDataset one, String owner, @Nullable List<String> sharedWith) {
    return new DatasetJson(
        one.key(),
        one.type().text(),
        one.name(),
        one.description(),
        owner,
        one.reach().name().toLowerCase(Locale.ROOT),
        one.isPublic(),
        one.fileName(),
        one.bytes(),
        one.sha256(),
        one.createdAt(),
        "/api/v1/datasets/" + one.key() + "/file",
        sharedWith);
  }

  @GetMapping("/api/v1/datasets/{key}")
  DatasetJson get(@PathVariable String key) {
    return json(things.dataset(key));
  }

  private DatasetJson json(LibraryDataset dataset) {
    return json(
        dataset,
        things.name(dataset.owner()),
        dataset.reach() == Reach.OWN ? things.sharedWith(new OfDataset(dataset.id())) : null);
  }

  /** Takes {@code multipart/form-data} with the part {@code file}. */
  @PostMapping("/api/v1/datasets")
  ResponseEntity<?> upload(
      @RequestParam(defaultValue = "") String type,
      @RequestParam(defaultValue = "") String name,
      @RequestParam(defaultValue = "") String description,
      @RequestParam(name = "public", defaultValue = "false") boolean isPublic,
      @RequestParam(required = false) @Nullable MultipartFile file,
      @RequestParam(required = false) @Nullable String upload)
      throws IOException {
    var wanted = new Wanted(type, name, description, isPublic);
    return switch (DatasetPages.received(own, things.reader(), wanted, file, upload)) {
      case Kept.Done(var key) ->
          ResponseEntity.created(URI.create("/api/v1/datasets/" + key)).body(get(key.toString()));
      case Kept.Refused(var problems) -> refused(HttpStatus.UNPROCESSABLE_CONTENT, problems);
    };
  }

  static ResponseEntity<?> refused(HttpStatus status, Map<String, String> problems) {
    return ResponseEntity.status(status)
        .body(Map.of("error", String.join(" ", problems.values()), "problems", problems));
  }

  /** What is absent stays as it is. */
  record Change(@Nullable String name, @Nullable String description, @Nullable Boolean isPublic) {}

  @PatchMapping("/api/v1/datasets/{key}")
  ResponseEntity<?> change(@PathVariable String key, @RequestBody Change change) {
    var dataset = things.ownDataset(key);
    var name = change.name() == null ? dataset.name() : change.name();
    var description = change.description() == null ? dataset.description() : change.description();
    if (own.change(dataset, name, description) instanceof Kept.Refused(var problems)) {
      return refused(HttpStatus.UNPROCESSABLE_CONTENT, problems);
    }
    if (change.isPublic() != null) {
      sharing.makePublic(new OfDataset(dataset.id()), change.isPublic());
    }
    return ResponseEntity.ok(get(key));
  }

  @PutMapping("/api/v1/datasets/{key}/shares/{username}")
  ResponseEntity<?> share(@PathVariable String key, @PathVariable String username) {
    var problem = things.share(new OfDataset(things.ownDataset(key).id()), username);
    return problem.isEmpty()
        ? ResponseEntity.ok(get(key))
        : refused(HttpStatus.UNPROCESSABLE_CONTENT, Map.of("username", problem));
  }

  @DeleteMapping("/api/v1/datasets/{key}/shares/{username}")
  DatasetJson unshare(@PathVariable String key, @PathVariable String username) {
    things.unshare(new OfDataset(things.ownDataset(key).id()), username);
    return get(key);
  }

  @DeleteMapping("/api/v1/datasets/{key}")
  ResponseEntity<?> delete(@PathVariable String key) {
    return switch (own.delete(things.ownDataset(key))) {
      case Kept.Done(var _) -> ResponseEntity.noContent().build();
      case Kept.Refused(var problems) -> refused(HttpStatus.CONFLICT, problems);
    };
  }
}
