package dev.assay.server.competitions.changes;

import dev.assay.bundle.FindingJson;
import dev.assay.server.competitions.CompetitionAccess;
import dev.assay.server.competitions.CompetitionAccess.Seen;
import dev.assay.server.competitions.changes.ChangePlan.State;
import dev.assay.server.competitions.changes.CompetitionChanges.Applied;
import dev.assay.server.competitions.changes.CompetitionChanges.Planned;
import dev.assay.server.competitions.imports.BundleIntake;
import dev.assay.server.storage.Storage;
import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.server.ResponseStatusException;
import tools.jackson.databind.node.ArrayNode;

/** Changing competitions from scripts and the command line; organisers only. */
@RestController
final class ChangeApi {
  private final CompetitionAccess access;
  private final ChangeUploads uploads;
  private final JdbcChanges rows;
  private final JdbcVersions versions;
  private final CompetitionChanges changes;
  private final Reverts reverts;

  ChangeApi(
      CompetitionAccess access,
      ChangeUploads uploads,
      JdbcChanges rows,
      JdbcVersions versions,
      CompetitionChanges changes,
      Reverts reverts) {
    this.access = access;
    this.uploads = uploads;
    this.rows = rows;
    this.versions = versions;
    this.changes = changes;
    this.reverts = reverts;
  }

  /**
   * A plan.
   *
   * @param state {@code queued}, {@code running}, {@code refused}, {@code failed}, {@code planned},
   *     {@code applied}, {@code outdated} or {@code discarded}
   * @param findings in the form in which {@code assay lint --json} prints them
   * @param version the number of the version that applying made
   */
  record PlanJson(
      long id,
      String state,
      String origin,
      String note,
      String progress,
      @Nullable String error,
      ArrayNode findings,
      List<Change> changes,
      @Nullable Integer version,
      Instant createdAt,
      String page) {}

  record VersionJson(
      int number, String origin, String note, String by, Instant madeAt, List<Change> changes) {}

  @PostMapping("/api/v1/competitions/{id}/changes")
  ResponseEntity<?> upload(
      @PathVariable long id,
      @RequestParam(name = "file", required = false) @Nullable MultipartFile file)
      throws IOException {
    var seen = access.organise(id);
    if (file == null || file.isEmpty()) {
      return refused(
          HttpStatus.BAD_REQUEST,
          "Send the bundle's zip as the part 'file' of multipart/form-data.");
    }
    var name = BundleIntake.fileName(file);
    try (var bytes = file.getInputStream()) {
      return accepted(uploads.upload(seen.id(), seen.account(), bytes, name), seen);
    } catch (Storage.TooLarge e) {
      return refused(HttpStatus.CONTENT_TOO_LARGE, BundleIntake.refusal(e));
    }
  }

  private ResponseEntity<PlanJson> accepted(ChangeId change, Seen seen) {
    var plan = find(seen, change.value());
    var location = URI.create("/api/v1/competitions/%s/changes/%s".formatted(seen.id(), change));
    return ResponseEntity.accepted().location(location).body(json(plan));
  }

  @GetMapping("/api/v1/competitions/{id}/changes/{change}")
  PlanJson get(@PathVariable long id, @PathVariable long change) {
    return json(find(access.organise(id), change));
  }

  @PostMapping("/api/v1/competitions/{id}/changes/{change}/apply")
  ResponseEntity<?> apply(@PathVariable long id, @PathVariable long change) {
    var seen = access.organise(id);
    var plan = find(seen, change);
    return switch (changes.apply(plan.id(), seen.account().id())) {
      case Applied.Done _ -> ResponseEntity.ok(json(find(seen, change)));
      case Applied.Outdated _ ->
          refused(
              HttpStatus.CONFLICT,
              "The competition has changed since the plan was made: make the plan anew.");
      case Applied.NotPlanned _ ->
          refused(HttpStatus.CONFLICT, "This plan cannot be applied (any more).");
    };
  }

  @DeleteMapping("/api/v1/competitions/{id}/changes/{change}")
  PlanJson discard(@PathVariable long id, @PathVariable long change) {
    var seen = access.organise(id);
    rows.give(find(seen, change).id(), State.DISCARDED);
    return json(find(seen, change));
  }

  @GetMapping("/api/v1/competitions/{id}/versions")
  List<VersionJson> versions(@PathVariable long id) {
    return versions.list(access.organise(id).id()).stream().map(ChangeApi::json).toList();
  }

  /** Plans to go back to a version; the plan is applied like any other. */
  @PostMapping("/api/v1/competitions/{id}/versions/{number}/revert")
  ResponseEntity<?> revert(@PathVariable long id, @PathVariable int number) {
    var seen = access.organise(id);
    var planned =
        reverts
            .plan(seen.id(), number, seen.account().id())
            .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    return switch (planned) {
      case Planned.Ready(var plan) -> accepted(plan.id(), seen);
      case Planned.Refused(var findings) ->
          ResponseEntity.unprocessableContent()
              .body(
                  Map.of(
                      "error", "The version has errors.", "findings", FindingJson.array(findings)));
    };
  }

  private ChangePlan find(Seen seen, long change) {
    return rows.find(new ChangeId(change))
        .filter(plan -> plan.competition().equals(seen.id()))
        .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
  }

  private static PlanJson json(ChangePlan plan) {
    return new PlanJson(
        plan.id().value(),
        plan.state().name().toLowerCase(Locale.ROOT),
        plan.origin().text(),
        plan.note(),
        plan.progress(),
        plan.error(),
        FindingJson.array(plan.findings()),
        plan.changes(),
        plan.version(),
        plan.createdAt(),
        "/competitions/%s/changes/%s".formatted(plan.competition(), plan.id()));
  }

  private static VersionJson json(Version version) {
    return new VersionJson(
        version.number(),
        version.origin().text(),
        version.note(),
        version.by(),
        version.madeAt(),
        version.changes());
  }

  private static ResponseEntity<Map<String, String>> refused(HttpStatus status, String why) {
    return ResponseEntity.status(status).body(Map.of("error", why));
  }
}
