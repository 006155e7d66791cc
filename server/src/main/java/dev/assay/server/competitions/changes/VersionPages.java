package dev.assay.server.competitions.changes;

import dev.assay.server.competitions.CompetitionAccess;
import dev.assay.server.competitions.CompetitionAccess.Seen;
import dev.assay.server.competitions.CompetitionHeads;
import dev.assay.server.competitions.changes.VersionsView.Open;
import dev.assay.server.competitions.changes.VersionsView.Row;
import dev.assay.server.competitions.exports.CompetitionStates;
import dev.assay.server.competitions.imports.BundleIntake;
import dev.assay.server.storage.Storage;
import dev.assay.server.web.Finding;
import dev.assay.server.web.Screen;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.view.RedirectView;

/** Shows organisers what their competition was, and takes a new version of its bundle. */
@Controller
final class VersionPages {
  private final CompetitionAccess access;
  private final CompetitionHeads heads;
  private final ChangeUploads uploads;
  private final JdbcVersions versions;
  private final JdbcChanges changes;
  private final CompetitionStates states;

  VersionPages(
      CompetitionAccess access,
      CompetitionHeads heads,
      ChangeUploads uploads,
      JdbcVersions versions,
      JdbcChanges changes,
      CompetitionStates states) {
    this.access = access;
    this.heads = heads;
    this.uploads = uploads;
    this.versions = versions;
    this.changes = changes;
    this.states = states;
  }

  @GetMapping("/competitions/{id}/versions")
  ModelAndView show(@PathVariable long id) {
    return page(access.organise(id), List.of());
  }

  @PostMapping("/competitions/{id}/versions")
  ModelAndView upload(
      @PathVariable long id,
      @RequestParam(name = "file", required = false) @Nullable MultipartFile file)
      throws IOException {
    var seen = access.organise(id);
    if (file == null || file.isEmpty()) {
      return page(seen, List.of(Finding.error("No file came with the form.", "Choose the zip.")));
    }
    try (var bytes = file.getInputStream()) {
      var change = uploads.upload(seen.id(), seen.account(), bytes, BundleIntake.fileName(file));
      return new ModelAndView(new RedirectView(path(id, change), true, false));
    } catch (Storage.TooLarge e) {
      return page(seen, List.of(tooLarge(e)));
    }
  }

  /** The same for the page's script, which shows progress and reads an answer of its own. */
  @PostMapping(path = "/competitions/{id}/versions", headers = "X-Requested-With=fetch")
  @ResponseBody
  ResponseEntity<Map<String, Object>> uploadByScript(
      @PathVariable long id,
      @RequestParam(name = "file", required = false) @Nullable MultipartFile file,
      @RequestParam(name = "upload", required = false) @Nullable String upload)
      throws IOException {
    var seen = access.organise(id);
    if (upload != null) {
      return uploads
          .upload(seen.id(), seen.account(), upload)
          .map(change -> ResponseEntity.ok(Map.<String, Object>of("location", path(id, change))))
          .orElseGet(() -> refused("The upload is not whole, or has expired.", "Send it again."));
    }
    if (file == null || file.isEmpty()) {
      return refused("No file came with the form.", "Choose the zip of the bundle.");
    }
    try (var bytes = file.getInputStream()) {
      var change = uploads.upload(seen.id(), seen.account(), bytes, BundleIntake.fileName(file));
      return ResponseEntity.ok(Map.of("location", path(id, change)));
    } catch (Storage.TooLarge e) {
      var problem = tooLarge(e);
      return refused(problem.cause(), problem.fix());
    }
  }

  private static String path(long id, ChangeId change) {
    return "/competitions/%d/changes/%s".formatted(id, change);
  }

  private static Finding tooLarge(Storage.TooLarge e) {
    return Finding.error(
        BundleIntake.refusal(e),
        "Export it with keys, change that and upload it: it holds no data.");
  }

  private static ResponseEntity<Map<String, Object>> refused(String error, String fix) {
    return ResponseEntity.unprocessableContent().body(Map.of("error", error, "fix", fix));
  }

  private ModelAndView page(Seen seen, List<Finding> problems) {
    var now = states.withFiles(seen.id()).orElseThrow().fingerprint();
    var view =
        new VersionsView(
            heads.head(seen.id(), seen.account()).orElseThrow(),
            uploads.maxBytes(),
            problems,
            changes.open(seen.id()).stream()
                .map(plan -> new Open(plan.id().value(), plan.note(), plan.createdAt()))
                .toList(),
            versions.list(seen.id()).stream().map(version -> row(version, now)).toList());
    return Screen.page(view, problems.isEmpty() ? HttpStatus.OK : HttpStatus.UNPROCESSABLE_CONTENT);
  }

  private static Row row(Version version, String now) {
    return new Row(
        version.number(),
        origin(version.origin()),
        version.note(),
        version.by(),
        version.madeAt(),
        !version.fingerprint().equals(now),
        ChangeView.of(version.changes()));
  }

  private static String origin(Origin origin) {
    return switch (origin) {
      case CREATED -> "Created";
      case BUNDLE -> "New bundle";
      case EDITOR -> "Edited";
      case REVERT -> "Brought back";
      case ELSEWHERE -> "Settings changed";
    };
  }
}
