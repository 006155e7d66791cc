package dev.assay.server.tasks.library;

import dev.assay.bundle.FindingJson;
import dev.assay.server.tasks.DatasetType;
import dev.assay.server.tasks.Library;
import dev.assay.server.tasks.LibraryTask;
import dev.assay.server.tasks.Reach;
import dev.assay.server.tasks.Sharing;
import dev.assay.server.tasks.Sharing.Thing.OfTask;
import dev.assay.server.tasks.TaskHistory;
import dev.assay.server.tasks.TaskHistory.Version;
import dev.assay.server.tasks.library.OwnTasks.Wanted;
import dev.assay.server.tasks.library.OwnTasks.WantedParts;
import dev.assay.server.web.Readable;
import dev.assay.server.web.SentName;
import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.util.EnumMap;
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
import tools.jackson.databind.node.ArrayNode;

/** Tasks for scripts. What is neither one's own nor shared nor public answers 404. */
@RestController
final class TaskApi {
  private final Things things;
  private final Library library;
  private final TaskHistory history;
  private final OwnTasks own;
  private final OwnDatasets datasets;
  private final TaskBundles bundles;
  private final TaskSharing taskSharing;
  private final Sharing sharing;

  TaskApi(
      Things things,
      Library library,
      TaskHistory history,
      OwnTasks own,
      OwnDatasets datasets,
      TaskBundles bundles,
      TaskSharing taskSharing,
      Sharing sharing) {
    this.datasets = datasets;
    this.bundles = bundles;
    this.things = things;
    this.library = library;
    this.history = history;
    this.own = own;
    this.taskSharing = taskSharing;
    this.sharing = sharing;
  }

  record EntryJson(
      UUID key,
      String name,
      String description,
      String owner,
      String reach,
      boolean isPublic,
      int version,
      Instant changedAt) {}

  /**
   * @param next the address of the older ones; null on the last page
   */
  record ListJson(List<EntryJson> tasks, @Nullable String next) {}

  /** A version; parts are keys of data sets, which the caller may be unable to read. */
  record VersionJson(
      int number,
      Instant createdAt,
      String note,
      @Nullable UUID scoringProgram,
      @Nullable UUID ingestionProgram,
      @Nullable UUID inputData,
      @Nullable UUID referenceData,
      boolean ingestionOnlyDuringScoring,
      boolean shareOutput,
      boolean showReferenceData) {}

  /**
   * @param versions newest first
   * @param sharedWith user names, for the owner; null for others
   */
  record TaskJson(EntryJson task, List<VersionJson> versions, @Nullable List<String> sharedWith) {}

  @GetMapping("/api/v1/tasks")
  ListJson list(LibraryFilter filter) {
    var found = library.tasks(filter.query(things.reader()));
    var shown = found.stream().limit(LibraryFilter.PAGE).toList();
    var next =
        found.size() > shown.size()
            ? "/api/v1/tasks" + filter.parameters(null, shown.getLast().id().value())
            : null;
    var names = things.names(shown.stream().map(LibraryTask::owner).toList());
    return new ListJson(
        shown.stream().map(one -> entry(one, names.of(one.owner()))).toList(), next);
  }

  private static EntryJson entry(LibraryTask one, String owner) {
    return new EntryJson(
        one.key(),
        one.name(),
        one.description(),
        owner,
        one.reach().name().toLowerCase(Locale.ROOT),
        one.isPublic(),
        one.versions(),
        one.changedAt());
  }

  @GetMapping("/api/v1/tasks/{key}")
  TaskJson get(@PathVariable String key) {
    var task = things.task(key);
    return new TaskJson(
        entry(task, things.name(task.owner())),
        history.versions(task.id()).stream().map(TaskApi::version).toList(),
        task.reach() == Reach.OWN ? things.sharedWith(new OfTask(task.id())) : null);
  }

  private static VersionJson version(Version version) {
    return new VersionJson(
        version.number(),
        version.createdAt(),
        version.note(),
        key(version, DatasetType.SCORING_PROGRAM),
        key(version, DatasetType.INGESTION_PROGRAM),
        key(version, DatasetType.INPUT_DATA),
        key(version, DatasetType.REFERENCE_DATA),
        version.ingestionOnlyDuringScoring(),
        version.shareOutput(),
        version.showReferenceData());
  }

  private static @Nullable UUID key(Version version, DatasetType type) {
    var part = version.parts().get(type);
    return part == null ? null : part.key();
  }

  /** Keys of data sets and switches, as a new task or a new version wants them. */
  record PartsBody(
      @Nullable String name,
      @Nullable String description,
      @Nullable Boolean isPublic,
      @Nullable String note,
      @Nullable String scoringProgram,
      @Nullable String ingestionProgram,
      @Nullable String inputData,
      @Nullable String referenceData,
      @Nullable Boolean ingestionOnlyDuringScoring,
      @Nullable Boolean shareOutput,
      @Nullable Boolean showReferenceData) {

    WantedParts parts() {
      var keys = new EnumMap<DatasetType, String>(DatasetType.class);
      keys.put(DatasetType.SCORING_PROGRAM, orEmpty(scoringProgram));
      keys.put(DatasetType.INGESTION_PROGRAM, orEmpty(ingestionProgram));
      keys.put(DatasetType.INPUT_DATA, orEmpty(inputData));
      keys.put(DatasetType.REFERENCE_DATA, orEmpty(referenceData));
      return new WantedParts(
          keys,
          Boolean.TRUE.equals(ingestionOnlyDuringScoring),
          Boolean.TRUE.equals(shareOutput),
          Boolean.TRUE.equals(showReferenceData));
    }

    static String orEmpty(@Nullable String text) {
      return text == null ? "" : text;
    }
  }

  @PostMapping("/api/v1/tasks")
  ResponseEntity<?> create(@RequestBody PartsBody body) {
    var wanted =
        new Wanted(
            PartsBody.orEmpty(body.name()),
            PartsBody.orEmpty(body.description()),
            Boolean.TRUE.equals(body.isPublic()),
            body.parts());
    return made(own.create(things.reader(), wanted));
  }

  /**
   * @param findings in the form in which {@code assay lint --json} prints them
   */
  record UploadJson(@Nullable TaskJson task, ArrayNode findings, @Nullable String error) {}

  /** Takes a task bundle as the part {@code file} of {@code multipart/form-data}. */
  @PostMapping("/api/v1/tasks/upload")
  ResponseEntity<?> upload(@RequestParam(required = false) @Nullable MultipartFile file)
      throws IOException {
    var account = things.reader();
    if (file == null || file.isEmpty()) {
      return DatasetApi.refused(
          HttpStatus.BAD_REQUEST,
          Map.of("file", "Send the zip with task.yaml as the part 'file'."));
    }
    if (file.getSize() > datasets.maxBytes()) {
      var most = Readable.size(datasets.maxBytes());
      return DatasetApi.refused(
          HttpStatus.CONTENT_TOO_LARGE,
          Map.of("file", "The bundle is larger than the %s that this site takes.".formatted(most)));
    }
    try (var bytes = file.getInputStream()) {
      var outcome = bundles.upload(account, bytes, SentName.of(file, "bundle.zip"));
      var findings = FindingJson.array(outcome.findings());
      return outcome.key() == null
          ? ResponseEntity.unprocessableContent()
              .body(new UploadJson(null, findings, "Nothing was made: correct the errors."))
          : ResponseEntity.created(URI.create("/api/v1/tasks/" + outcome.key()))
              .body(new UploadJson(get(outcome.key().toString()), findings, null));
    }
  }

  /** The whole of a version, not what differs from the one before. */
  @PostMapping("/api/v1/tasks/{key}/versions")
  ResponseEntity<?> addVersion(@PathVariable String key, @RequestBody PartsBody body) {
    var task = things.ownTask(key);
    return made(
        own.addVersion(things.reader(), task, body.parts(), PartsBody.orEmpty(body.note())));
  }

  private ResponseEntity<?> made(Kept kept) {
    return switch (kept) {
      case Kept.Done(var key) ->
          ResponseEntity.created(URI.create("/api/v1/tasks/" + key)).body(get(key.toString()));
      case Kept.Refused(var problems) ->
          DatasetApi.refused(HttpStatus.UNPROCESSABLE_CONTENT, problems);
    };
  }

  @PatchMapping("/api/v1/tasks/{key}")
  ResponseEntity<?> change(@PathVariable String key, @RequestBody DatasetApi.Change change) {
    var task = things.ownTask(key);
    var name = change.name() == null ? task.name() : change.name();
    var description = change.description() == null ? task.description() : change.description();
    if (own.change(task, name, description) instanceof Kept.Refused(var problems)) {
      return DatasetApi.refused(HttpStatus.UNPROCESSABLE_CONTENT, problems);
    }
    if (change.isPublic() != null) {
      sharing.makePublic(new OfTask(task.id()), change.isPublic());
    }
    return ResponseEntity.ok(get(key));
  }

  /**
   * @param files whether the files of the newest version are shared along
   */
  @PutMapping("/api/v1/tasks/{key}/shares/{username}")
  ResponseEntity<?> share(
      @PathVariable String key,
      @PathVariable String username,
      @RequestParam(defaultValue = "false") boolean files) {
    var problem = taskSharing.share(things.ownTask(key), username, files);
    return problem.isEmpty()
        ? ResponseEntity.ok(get(key))
        : DatasetApi.refused(HttpStatus.UNPROCESSABLE_CONTENT, Map.of("username", problem));
  }

  @DeleteMapping("/api/v1/tasks/{key}/shares/{username}")
  TaskJson unshare(@PathVariable String key, @PathVariable String username) {
    things.unshare(new OfTask(things.ownTask(key).id()), username);
    return get(key);
  }

  @DeleteMapping("/api/v1/tasks/{key}")
  ResponseEntity<?> delete(@PathVariable String key) {
    return switch (own.delete(things.ownTask(key))) {
      case Kept.Done(var _) -> ResponseEntity.noContent().build();
      case Kept.Refused(var problems) -> DatasetApi.refused(HttpStatus.CONFLICT, problems);
    };
  }
}
